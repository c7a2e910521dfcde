package org.sneakyklaus.database;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.jspecify.annotations.Nullable;

/**
 * The state of a database's schema, compared with what this version of the application knows.
 *
 * @param version schema version of the database, or null if it is empty
 * @param known the newest version that the application knows
 * @param missing number of migrations the database lacks
 * @param isNewer whether the database has migrations that the application does not know
 */
public record SchemaState(@Nullable String version, String known, int missing, boolean isNewer) {

    /** Inspects a database without changing it. */
    public static SchemaState of(DataSource database) {
        return of(Flyway.configure().dataSource(database).load().info());
    }

    static SchemaState of(MigrationInfoService migrations) {
        var current = migrations.current();
        var known = Arrays.stream(migrations.all())
                .filter(migration -> migration.getState().isResolved())
                .map(MigrationInfo::getVersion)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return new SchemaState(
                current == null ? null : String.valueOf(current.getVersion()),
                known.toString(),
                migrations.pending().length,
                Arrays.stream(migrations.applied())
                        .anyMatch(migration -> !migration.getState().isResolved()));
    }

    /** Whether it is a database of this application. */
    public boolean isOurs() {
        return version != null;
    }

    /** Returns a phrase that explains {@link #isNewer}. */
    public String newer() {
        return "was made by a newer version of Sneaky Klaus (schema " + version + ", this one knows up to " + known
                + ")";
    }

    /** @throws UnusableDatabaseException if only a newer version of the application knows the schema */
    void requireKnown() {
        if (isNewer) {
            throw new UnusableDatabaseException(
                    "This database " + newer() + ": install that version again, or restore a backup from before");
        }
    }

    /** @throws UnusableDatabaseException if the schema is not that of this version */
    public void requireCurrent() {
        requireKnown();
        if (version == null) {
            throw new UnusableDatabaseException("The database is empty: start Sneaky Klaus once, without a command");
        }
        if (missing > 0) {
            throw new UnusableDatabaseException("The database is of an older version of Sneaky Klaus (schema " + version
                    + ", this one needs " + known
                    + "): use the command of the version that serves, or start this one, which brings it up to date");
        }
    }
}
