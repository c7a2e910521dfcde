package org.sneakyklaus.job;

import org.sneakyklaus.support.DatabaseKind;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What Quartz itself holds while it changes triggers. Whoever looks at triggers first and changes them by what they saw
 * takes it before, for another node may do the same at that moment. It is given back when the transaction ends.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class TriggerLock {

    private final JdbcClient jdbc;
    private final DatabaseKind database;

    TriggerLock(JdbcClient jdbc, Environment environment) {
        this.jdbc = jdbc;
        this.database = DatabaseKind.of(environment);
    }

    /** Waits for it; on SQLite whoever writes is alone already. */
    void take() {
        if (database == DatabaseKind.POSTGRESQL) {
            jdbc.sql("UPDATE qrtz_locks SET lock_name = lock_name WHERE lock_name = 'TRIGGER_ACCESS'")
                    .update();
        }
    }
}
