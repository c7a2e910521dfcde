package org.sneakyklaus.job;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.exchange.ExchangeView;

/** The runs planned for an exchange in its current state, including past ones. */
final class ExchangePlan {

    static final String REMINDER = "reminder";
    static final String CLOSE_REGISTRATION = "close_registration";

    /** The states in which runs are planned. */
    static final List<ExchangeState> PLANNING = List.of(ExchangeState.REGISTRATION_OPEN, ExchangeState.MATCHED);

    private ExchangePlan() {}

    static List<PlannedRun> of(ExchangeView exchange) {
        return Stream.concat(reminders(exchange), close(exchange).stream()).toList();
    }

    private static Stream<PlannedRun> reminders(ExchangeView exchange) {
        if (exchange.state() != ExchangeState.MATCHED) {
            return Stream.empty();
        }
        return exchange.reminderDays().stream()
                .map(days -> new PlannedRun(
                        exchange.id(),
                        "reminder_exchange_" + exchange.id() + "_days_" + days,
                        REMINDER,
                        exchange.reminderAt(days)));
    }

    private static Optional<PlannedRun> close(ExchangeView exchange) {
        var close = exchange.registrationClose();
        if (exchange.state() != ExchangeState.REGISTRATION_OPEN || close == null) {
            return Optional.empty();
        }
        return Optional.of(closing(exchange.id(), close.toInstant()));
    }

    /** Returns the run that closes registration at that instant. */
    static PlannedRun closing(long exchangeId, Instant at) {
        return new PlannedRun(exchangeId, "close_registration_exchange_" + exchangeId, CLOSE_REGISTRATION, at);
    }
}
