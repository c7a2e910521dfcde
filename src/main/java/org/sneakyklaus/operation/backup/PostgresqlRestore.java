package org.sneakyklaus.operation.backup;

import java.time.Clock;
import javax.sql.DataSource;
import org.sneakyklaus.operation.backup.RestoredData.Settled;
import org.sneakyklaus.operation.command.CommandException;
import org.sneakyklaus.operation.command.ConfiguredPostgresql;
import org.sneakyklaus.support.DatabaseKind;
import org.sneakyklaus.support.SecretBox;

/** Completes a restore by {@code pg_restore}, before the application starts on it. */
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
     * @param despiteOtherKey whether to proceed if the current key does not open its secrets
     * @throws CommandException if anyone else is connected to the database; nothing has changed then
     * @throws RestoreException if it must not be done; nothing has changed then
     */
    Settled settle(boolean despiteOtherKey) {
        ConfiguredPostgresql.refuseOthers(database);
        return new RestoredData(database, DatabaseKind.POSTGRESQL, key, clock.instant(), "pg_restore")
                .settle(despiteOtherKey);
    }
}
