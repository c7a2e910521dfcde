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
 * How far the schema of a database has come, beside what this version of the application knows.
 *
 * @param version of the database, or null when there is nothing in it
 * @param known the newest version that the application knows
 * @param missing how many migrations the database lacks
 * @param isNewer whether it has some that the application does not know
 */
public record SchemaState(@Nullable String version, String known, int missing, boolean isNewer) {

    /** Looks at a database, and changes nothing in it. */
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

    /** Whether it is a database of this application at all. */
    public boolean isOurs() {
        return version != null;
    }

    /** What {@link #isNewer} means, in words. */
    public String newer() {
        return "was made by a newer version of Sneaky Klaus (schema " + version + ", this one knows up to " + known
                + ")";
    }

    /** @throws UnusableDatabaseException when only a newer version of the application knows the schema */
    void requireKnown() {
        if (isNewer) {
            throw new UnusableDatabaseException(
                    "This database " + newer() + ": install that version again, or restore a backup from before");
        }
    }

    /** @throws UnusableDatabaseException when the schema is not the one of this version */
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
