package org.sneakyklaus.operation.backup;

import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Logs a restore at the first start after it, since everyone is signed out. */
@Component
class RestoreNote implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(RestoreNote.class);

    private final JdbcClient database;

    RestoreNote(JdbcClient database) {
        this.database = database;
    }

    private record Untold(String source, long at, long asOf, long held) {}

    @Override
    public void run(ApplicationArguments arguments) {
        var untold = database.sql("SELECT untold_restore AS source, restored_at AS at, restored_from AS as_of,"
                        + " (SELECT count(*) FROM outbound_email WHERE state = 'HELD') AS held"
                        + " FROM installation WHERE untold_restore IS NOT NULL")
                .query(Untold.class)
                .optional();
        // Only one of several nodes that start at once logs it.
        if (untold.isPresent()
                && database.sql("UPDATE installation SET untold_restore = NULL WHERE untold_restore IS NOT NULL")
                                .update()
                        > 0) {
            tell(untold.get());
        }
    }

    private static void tell(Untold restore) {
        log.info(
                "Database was restored at {} from {}, as of {}: all sessions ended, links in emails void, {} emails held"
                        + " until the admin decides",
                Instant.ofEpochMilli(restore.at()),
                restore.source(),
                Instant.ofEpochMilli(restore.asOf()),
                restore.held());
    }
}
