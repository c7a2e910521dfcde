package org.sneakyklaus.demo;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.account.AdminPassword;
import org.sneakyklaus.account.AdminSetup;
import org.sneakyklaus.database.OnSqlite;
import org.sneakyklaus.support.DemoMode;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.support.language.Languages;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.DependsOn;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes a demo back to its beginning: at every start, before the first request, and every hour. */
@Component
@Conditional(OnSqlite.class)
// In the same phase, what is depended on starts first.
@DependsOn("triggerReconciler")
class DemoReset implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(DemoReset.class);

    private final DemoMode mode;
    private final AdminSetup setup;
    private final DemoRemains remains;
    private final DemoExchanges exchanges;
    private final TransactionTemplate transaction;
    private volatile boolean running;

    DemoReset(
            DemoMode mode,
            AdminSetup setup,
            DemoRemains remains,
            DemoExchanges exchanges,
            TransactionTemplate transaction) {
        this.mode = mode;
        this.setup = setup;
        this.remains = remains;
        this.exchanges = exchanges;
        this.transaction = transaction;
    }

    @Override
    public void start() {
        running = true;
        if (!mode.demo()) {
            return;
        }
        log.info("This is a demo: nothing leaves it, and everything in it is deleted every hour");
        if (setup.isDue()) {
            setup.create(
                    new EmailAddress(DemoMode.ORGANISER),
                    new AdminPassword(DemoMode.PASSWORD),
                    AdminSetup.ANYWHERE,
                    Languages.SUPPORTED.get(0));
        }
        run();
    }

    /**
     * Deletes what visitors left, and fills the site again: in one transaction, so that no request finds half of it.
     *
     * @return what could not be deleted from files, described without names
     */
    List<String> run() {
        transaction.executeWithoutResult(status -> {
            remains.deleteRows();
            exchanges.create();
        });
        return remains.deleteFiles();
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1;
    }
}
