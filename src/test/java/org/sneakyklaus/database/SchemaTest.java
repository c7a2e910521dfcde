package org.sneakyklaus.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sneakyklaus.support.DatabaseKind;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class SchemaTest {

    private final DriverManagerDataSource database;
    private final JdbcTemplate jdbc;

    SchemaTest(@TempDir Path folder) {
        database = new DriverManagerDataSource("jdbc:sqlite:" + folder.resolve("klaus.db"));
        jdbc = new JdbcTemplate(database);
    }

    @Test
    void ofAnUpgradeThatFailsInItsMiddleNothingStays() {
        Flyway.configure()
                .dataSource(database)
                .placeholders(FlywayPlaceholders.of(DatabaseKind.SQLITE))
                .target("20261128.1130")
                .load()
                .migrate();
        jdbc.execute("CREATE TABLE personal_link (id INTEGER)");
        var schema = new Schema(database, DatabaseKind.SQLITE);
        var before = everything();

        assertThatExceptionOfType(FlywayException.class).isThrownBy(schema::update);

        assertThat(everything()).isEqualTo(before);
        jdbc.execute("DROP TABLE personal_link");
        assertThat(schema.update()).isGreaterThan(5);
    }

    private List<String> everything() {
        return jdbc.query(
                "SELECT name || sql FROM sqlite_schema WHERE sql IS NOT NULL"
                        + " UNION ALL SELECT version FROM flyway_schema_history",
                (row, number) -> row.getString(1));
    }
}
