package org.sneakyklaus.outbox;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Inserts messages that wait to be sent; one whose dedupe key is there already is left out. By JDBC, because Hibernate
 * would check every entity of the transaction for changes before each of ten thousand statements.
 */
public final class MessageRows {

    private static final int BATCH = 500;

    private MessageRows() {}

    /**
     * Inserts rows in the caller's transaction.
     *
     * @param rows the values of these columns
     * @return how many were new
     */
    public static int insert(JdbcTemplate jdbc, String table, List<String> columns, List<Object[]> rows) {
        if (rows.isEmpty()) {
            return 0;
        }
        // The same SQL works on both databases.
        var sql = "INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES ("
                + columns.stream().map(column -> "?").collect(Collectors.joining(", "))
                + ") ON CONFLICT (dedupe_key) DO NOTHING";
        var inserted = 0;
        for (var batch : jdbc.batchUpdate(sql, rows, BATCH, (statement, values) -> {
            for (var i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
        })) {
            for (var count : batch) {
                inserted += Math.max(count, 0);
            }
        }
        return inserted;
    }
}
