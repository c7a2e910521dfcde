package org.sneakyklaus.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.account.AdminSetup;
import org.sneakyklaus.database.OnSqlite;
import org.sneakyklaus.exchange.ExchangeExpiry;
import org.sneakyklaus.operation.Backups;
import org.sneakyklaus.retention.Purge;
import org.sneakyklaus.support.language.Languages;
import org.springframework.context.annotation.Conditional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Deletes what the visitors of a demo leave. */
@Component
@Conditional(OnSqlite.class)
class DemoRemains {

    private static final Logger log = LoggerFactory.getLogger(DemoRemains.class);

    /** All but the schema, the fingerprint of the key, the one account, and the jobs, some of which run now. */
    private static final String TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table'"
            + " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND lower(name) NOT LIKE 'qrtz\\_%' ESCAPE '\\'"
            + " AND name NOT IN ('flyway_schema_history', 'installation', 'admin', 'job_execution')";

    private final ExchangeExpiry exchanges;
    private final Purge purge;
    private final Backups backups;
    private final JdbcClient jdbc;

    DemoRemains(ExchangeExpiry exchanges, Purge purge, Backups backups, JdbcClient jdbc) {
        this.exchanges = exchanges;
        this.purge = purge;
        this.backups = backups;
        this.jdbc = jdbc;
    }

    /** Deletes everything in the database, sessions too. Ids are not used again. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void deleteRows() {
        var all = jdbc.sql("SELECT id FROM exchange")
                .query((row, number) -> row.getLong("id"))
                .set();
        // Even if there is none: what else was deleted leaves files, too.
        exchanges.delete(all);
        jdbc.sql(TABLES)
                .query(String.class)
                .list()
                .forEach(table -> jdbc.sql("DELETE FROM " + table).update());
        jdbc.sql("UPDATE installation SET key_kept_at = NULL").update();
        jdbc.sql("UPDATE admin SET confirmed_at = created_at, timezone = :zone, locale = :locale")
                .param("zone", AdminSetup.ANYWHERE.getId())
                .param("locale", Languages.SUPPORTED.get(0).toLanguageTag())
                .update();
    }

    /**
     * Deletes the files of deleted rows: captured emails, backups, and what SQLite keeps.
     *
     * @return failures, described without names
     */
    List<String> deleteFiles() {
        var problems = new ArrayList<>(purge.eraseRemains());
        try {
            for (var backup : backups.list()) {
                Files.deleteIfExists(backups.file(backup.name()).orElseThrow());
            }
        } catch (IOException e) {
            log.error("Backups of the demo could not be deleted; retried in the next run", e);
            problems.add("could not delete the backups");
        }
        return problems;
    }
}
