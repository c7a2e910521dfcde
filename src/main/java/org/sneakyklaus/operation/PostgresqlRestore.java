package org.sneakyklaus.operation;

import java.time.Clock;
import javax.sql.DataSource;
import org.sneakyklaus.operation.RestoredData.Settled;
import org.sneakyklaus.support.DatabaseKind;
import org.sneakyklaus.support.SecretBox;

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
     * @throws CommandException when anybody else is connected to the database; then nothing has changed
     * @throws RestoreException when that must not be done; then nothing has changed
     */
    Settled settle(boolean despiteOtherKey) {
        ConfiguredPostgresql.refuseOthers(database);
        return new RestoredData(database, DatabaseKind.POSTGRESQL, key, clock.instant(), "pg_restore")
                .settle(despiteOtherKey);
    }
}
