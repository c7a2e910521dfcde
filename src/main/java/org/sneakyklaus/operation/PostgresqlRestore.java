package org.sneakyklaus.operation;

import java.time.Clock;
import javax.sql.DataSource;
import org.sneakyklaus.operation.RestoredData.Settled;
import org.sneakyklaus.support.DatabaseKind;
import org.sneakyklaus.support.SecretBox;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is left to do after {@code pg_restore} has put a dump in place, and before the application starts on it. */
final class PostgresqlRestore {

    private final DataSource database;
    private final SecretBox key;
    private final Clock clock;

    PostgresqlRestore(DataSource database, SecretBox key, Clock clock) {
        this.database = database;
        this.key = key;
        this.clock = clock;
    }

    /**
     * {@linkplain RestoredData Settles} the database as it is now.
     *
     * @param despiteOtherKey whether to go on with secrets that the present key does not open
     * @throws RestoreException when that must not be done; then nothing has changed
     */
    Settled settle(boolean despiteOtherKey) {
        var others = JdbcClient.create(database)
                .sql(
                        "SELECT count(*) FROM pg_stat_activity"
                                + " WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'")
                .query(Integer.class)
                .single();
        if (others > 0) {
            throw new RestoreException(
                    "Others are connected to this database: stop every Sneaky Klaus that uses it, and try again");
        }
        return new RestoredData(database, DatabaseKind.POSTGRESQL, key, clock.instant(), "pg_restore")
                .settle(despiteOtherKey);
    }
}
