package org.sneakyklaus.mail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sneakyklaus.exchange.ExchangeEvent;
import org.sneakyklaus.exchange.ExchangeHold;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Stores, per exchange, which emails the admin gets. */
@Component
@Transactional
public class NotificationPreferences {

    private final JdbcClient jdbc;
    private final ExchangeHold exchanges;
    private final Clock clock;

    NotificationPreferences(JdbcClient jdbc, ExchangeHold exchanges, Clock clock) {
        this.jdbc = jdbc;
        this.exchanges = exchanges;
        this.clock = clock;
    }

    /** Returns the preferences of an exchange, {@link NotificationSwitches#DEFAULT} if none were set. */
    @Transactional(readOnly = true)
    public NotificationSwitches of(long exchangeId) {
        return of(List.of(exchangeId)).getOrDefault(exchangeId, NotificationSwitches.DEFAULT);
    }

    /** Returns the preferences of up to some hundreds of exchanges, without those for which none were set. */
    @Transactional(readOnly = true)
    public Map<Long, NotificationSwitches> of(Collection<Long> exchangeIds) {
        var found = new HashMap<Long, NotificationSwitches>();
        jdbc.sql("SELECT * FROM notification_preference WHERE exchange_id IN (:ids)")
                .param("ids", exchangeIds)
                .query(row -> {
                    found.put(row.getLong("exchange_id"), switches(row));
                });
        return found;
    }

    /** @throws org.sneakyklaus.support.NotFoundException if there is no such exchange */
    public void set(long exchangeId, NotificationSwitches switches) {
        exchanges.hold(exchangeId);
        store(exchangeId, switches);
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(ExchangeEvent.Copied event) {
        store(event.exchangeId(), of(event.originalId()));
    }

    private void store(long exchangeId, NotificationSwitches switches) {
        jdbc.sql("""
                        INSERT INTO notification_preference (created_at, exchange_id, new_registration, withdrawal,
                            registration_closed, drawn, completed)
                        VALUES (:now, :exchangeId, :newRegistration, :withdrawal, :registrationClosed, :drawn, :completed)
                        ON CONFLICT (exchange_id) DO UPDATE SET new_registration = excluded.new_registration,
                            withdrawal = excluded.withdrawal, registration_closed = excluded.registration_closed,
                            drawn = excluded.drawn, completed = excluded.completed""")
                .param("now", clock.instant().toEpochMilli())
                .param("exchangeId", exchangeId)
                .param("newRegistration", switches.newRegistration())
                .param("withdrawal", switches.withdrawal())
                .param("registrationClosed", switches.registrationClosed())
                .param("drawn", switches.drawn())
                .param("completed", switches.completed())
                .update();
    }

    private static NotificationSwitches switches(ResultSet row) throws SQLException {
        return new NotificationSwitches(
                row.getBoolean("new_registration"),
                row.getBoolean("withdrawal"),
                row.getBoolean("registration_closed"),
                row.getBoolean("drawn"),
                row.getBoolean("completed"));
    }
}
