package org.sneakyklaus.job.quartz;

import org.sneakyklaus.support.DatabaseKind;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The lock that Quartz itself holds while it changes triggers. Take it before reading triggers to change them
 * accordingly, since another node may do the same. It is released when the transaction ends.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class TriggerLock {

    private final JdbcClient jdbc;
    private final DatabaseKind database;

    TriggerLock(JdbcClient jdbc, Environment environment) {
        this.jdbc = jdbc;
        this.database = DatabaseKind.of(environment);
    }

    /** Waits for the lock; on SQLite the writer is already alone. */
    public void take() {
        if (database == DatabaseKind.POSTGRESQL) {
            jdbc.sql("UPDATE qrtz_locks SET lock_name = lock_name WHERE lock_name = 'TRIGGER_ACCESS'")
                    .update();
        }
    }
}
