package org.sneakyklaus.exchange;

import java.time.Clock;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.support.MailCapture;
import org.sneakyklaus.support.RuleViolation;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes the state of an exchange. Each operation locks the exchange's row, so that the second of two concurrent calls
 * sees what the first did. One that the state forbids throws {@link org.sneakyklaus.support.ConflictException}.
 * {@code shownVersion} is the version on the page that asked, or null if unknown: an older one is refused too.
 */
@Component
@Transactional
public class ExchangeLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ExchangeLifecycle.class);

    private final ExchangeRepository exchanges;
    private final ApplicationEventPublisher events;
    private final MailCapture mailCapture;
    private final Clock clock;
    private final JdbcClient jdbc;

    ExchangeLifecycle(
            ExchangeRepository exchanges,
            ApplicationEventPublisher events,
            MailCapture mailCapture,
            Clock clock,
            JdbcClient jdbc) {
        this.exchanges = exchanges;
        this.events = events;
        this.mailCapture = mailCapture;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    /**
     * Opens the registration of a draft.
     *
     * @throws RuleViolation if a date has passed, or if no one can be reached by email
     */
    public void open(long id, @Nullable Long shownVersion) {
        open(id, shownVersion, ExchangeState.DRAFT);
    }

    /**
     * Reopens registration after it was closed.
     *
     * @throws RuleViolation if a date has passed, or if no one can be reached by email
     */
    public void reopen(long id, @Nullable Long shownVersion) {
        open(id, shownVersion, ExchangeState.REGISTRATION_CLOSED);
    }

    private void open(long id, @Nullable Long shownVersion, ExchangeState from) {
        var exchange = exchanges.held(id, shownVersion);
        exchange.open(from, clock.instant());
        if (mailCapture.reachesNoOne() && exchange.personalLinks() != PersonalLinkPolicy.ANYBODY) {
            throw RuleViolation.of("exchange.open.noMail");
        }
        announce(exchange, new ExchangeEvent.Opened(id));
    }

    public void close(long id, @Nullable Long shownVersion) {
        var exchange = exchanges.held(id, shownVersion);
        exchange.close(clock.instant());
        announce(exchange, new ExchangeEvent.Closed(id, null));
    }

    /** Returns an exchange whose registration is open though its close date has passed, and locks it; else empty. */
    public Optional<ExchangeView> dueToClose(long id) {
        return exchanges
                .findLockedById(id)
                .filter(exchange -> exchange.isDueToClose(clock.instant()))
                .map(ExchangeView::of);
    }

    /**
     * Closes registration because its date has passed.
     *
     * @param notDrawn why names are not drawn with it though that was wanted, or null
     */
    public void closeDue(long id, @Nullable NotDrawn notDrawn) {
        var exchange = exchanges.held(id);
        exchange.close(clock.instant());
        announce(exchange, new ExchangeEvent.Closed(id, notDrawn));
    }

    public void complete(long id, @Nullable Long shownVersion) {
        var exchange = exchanges.held(id, shownVersion);
        exchange.complete(clock.instant());
        announceCompleted(Set.of(id));
    }

    /**
     * Completes those of these exchanges that are drawn and whose date has passed. Announces that they, and those
     * completed manually before, are over. Applies to all of them, or to none if it throws.
     *
     * @return the number completed now
     */
    public int completeDue(Collection<Long> ids) {
        // By SQL: reading and writing thousands one by one would take five times as long.
        var completed = jdbc.sql("""
                        UPDATE exchange SET state = :completed, completed_at = :now, updated_at = :now,
                            purge_warned_at = NULL, version = version + 1
                        WHERE id IN (:ids) AND state = :matched AND exchange_date <= :now
                        RETURNING id""")
                .param("completed", ExchangeState.COMPLETED.name())
                .param("matched", ExchangeState.MATCHED.name())
                .param("now", clock.instant().toEpochMilli())
                .param("ids", ids)
                .query((row, number) -> row.getLong("id"))
                .set();
        if (!completed.isEmpty()) {
            announceCompleted(completed);
        }
        announceOver(ids);
        return completed.size();
    }

    /**
     * Announces the exchanges that are over, including those completed manually: they are over at the same time as the
     * others.
     */
    private void announceOver(Collection<Long> ids) {
        var over = jdbc.sql("""
                        UPDATE exchange SET over_since = :now
                        WHERE id IN (:ids) AND state = :completed AND exchange_date <= :now AND over_since IS NULL
                        RETURNING id""")
                .param("completed", ExchangeState.COMPLETED.name())
                .param("now", clock.instant().toEpochMilli())
                .param("ids", ids)
                .query((row, number) -> row.getLong("id"))
                .set();
        if (!over.isEmpty()) {
            events.publishEvent(new ExchangesOver(over));
        }
    }

    /**
     * Moves a completed exchange back to drawn.
     *
     * @param newDate in the exchange's time zone, in the future
     * @return whether all participants are emailed: they must learn another date
     */
    public boolean postpone(long id, LocalDateTime newDate, @Nullable Long shownVersion) {
        var exchange = exchanges.held(id, shownVersion);
        var oldDate = exchange.exchangeDate().atZone(exchange.zone());
        exchange.postpone(newDate, clock.instant());
        var isNew = !exchange.exchangeDate().equals(oldDate.toInstant());
        announce(exchange, new ExchangeEvent.Postponed(id, oldDate, isNew));
        return isNew;
    }

    public void callOff(long id, @Nullable Long shownVersion) {
        var exchange = exchanges.held(id, shownVersion);
        exchange.callOff(clock.instant());
        announce(exchange, new ExchangeEvent.CalledOff(id));
    }

    private void announceCompleted(Set<Long> ids) {
        log.info("Exchanges {} are now {}", ids, ExchangeState.COMPLETED);
        events.publishEvent(new ExchangesCompleted(ids));
    }

    private void announce(Exchange exchange, ExchangeEvent event) {
        log.info("Exchange {} is now {}", exchange.id(), exchange.state());
        events.publishEvent(event);
    }
}
