package org.sneakyklaus.operation.check;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.sneakyklaus.database.DataFolderState;
import org.sneakyklaus.database.InspectionDataSource;
import org.sneakyklaus.database.SchemaState;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.support.DatabaseKind;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Checks whether the database opens, is intact, and has the schema of this version. */
final class DatabaseDiagnostic implements Diagnostic {

    private static final String DATABASE = "database";
    private static final String SCHEMA = "schema";
    private static final String WHOLE = "ok";

    private final DataFolderState folder;
    private final Path file;
    private final DataSource database;
    private final boolean isSqlite;

    DatabaseDiagnostic(AppProperties app, InspectionDataSource inspecting, Environment environment) {
        this.folder = new DataFolderState(app.data());
        this.file = app.data().toAbsolutePath().normalize().resolve("klaus.db");
        this.database = inspecting.dataSource();
        this.isSqlite = DatabaseKind.of(environment) == DatabaseKind.SQLITE;
    }

    @Override
    public List<Finding> findings() throws SQLException {
        if (isSqlite && Files.notExists(file)) {
            return List.of(Finding.error(
                    DATABASE,
                    folder.moved()
                            .orElse("There is no database " + file
                                    + ": set KLAUS_DATA to the folder that Sneaky Klaus serves from, or start it"
                                    + " once")));
        }
        var findings = new ArrayList<Finding>();
        if (isSqlite) {
            findings.add(sqlite());
        } else {
            findings.add(postgresql());
        }
        if (findings.stream().noneMatch(Finding::isError)) {
            findings.add(schema(SchemaState.of(database)));
        }
        return findings;
    }

    private Finding sqlite() {
        var jdbc = JdbcClient.create(database);
        var damage = jdbc.sql("PRAGMA quick_check(1)").query(String.class).single();
        if (!damage.equals(WHOLE)) {
            return Finding.error(
                    DATABASE, file + " is damaged (" + damage + "): stop Sneaky Klaus, and go back to a backup");
        }
        var orphans = jdbc.sql("PRAGMA foreign_key_check")
                .query((row, number) -> row.getString(1))
                .list();
        return orphans.isEmpty()
                ? Finding.ok(DATABASE, file + " opens and is intact")
                : Finding.error(
                        DATABASE,
                        "Rows of " + orphans.get(0) + " belong to rows that are not there: go back to a backup");
    }

    private Finding postgresql() throws SQLException {
        try (var connection = database.getConnection()) {
            var about = connection.getMetaData();
            return Finding.ok(
                    DATABASE, about.getDatabaseProductName() + " " + about.getDatabaseProductVersion() + " answers");
        }
    }

    private static Finding schema(SchemaState schema) {
        if (schema.isNewer()) {
            return Finding.error(SCHEMA, "It " + schema.newer() + ": install that version again");
        }
        if (schema.missing() > 0) {
            return Finding.warning(
                    SCHEMA,
                    (schema.isOurs() ? schema.version() + " is of an older version" : "There is none yet")
                            + ", this one needs " + schema.known() + ": the next start brings it up to date");
        }
        return Finding.ok(SCHEMA, schema.known() + " is that of this version");
    }
}
