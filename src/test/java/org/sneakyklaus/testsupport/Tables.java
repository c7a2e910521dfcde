package org.sneakyklaus.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ResultSetExtractor;

/** Everything that stands in the database, table by table. */
public final class Tables {

    private final DataSource dataSource;
    private final JdbcTemplate jdbc;

    public Tables(DataSource dataSource) {
        this.dataSource = dataSource;
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** The names of all tables, Quartz's and Flyway's among them. */
    public Set<String> names() {
        var names = new TreeSet<String>();
        try (var connection = dataSource.getConnection();
                var tables = connection.getMetaData().getTables(null, null, "%", new String[] {"TABLE"})) {
            while (tables.next()) {
                names.add(tables.getString("TABLE_NAME"));
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        assertThat(names).hasSizeGreaterThan(25).contains("participant", "outbound_email");
        return names;
    }

    /** Whether its rows are numbered. */
    public boolean hasIds(String table) {
        ResultSetExtractor<String> firstColumn = row -> row.getMetaData().getColumnName(1);
        return "id".equals(jdbc.query("SELECT * FROM \"" + table + "\" WHERE 1 = 0", firstColumn));
    }

    /** Every row of a table as its values, in the order of the columns. */
    public List<List<String>> rows(String table) {
        return jdbc.query("SELECT * FROM \"" + table + '"', (row, number) -> {
            var values = new ArrayList<String>();
            for (var column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                values.add(text(row.getObject(column)));
            }
            return values;
        });
    }

    /** A value as text; of bytes each is one character. */
    public static String text(@Nullable Object value) {
        return value instanceof byte[] bytes ? new String(bytes, StandardCharsets.ISO_8859_1) : String.valueOf(value);
    }
}
