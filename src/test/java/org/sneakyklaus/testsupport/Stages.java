package org.sneakyklaus.testsupport;

import java.util.List;
import java.util.Locale;
import org.sneakyklaus.draw.Draw;
import org.sneakyklaus.exchange.ExchangeEditing;
import org.sneakyklaus.exchange.ExchangeLifecycle;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.participation.ProfileDetails;
import org.sneakyklaus.participation.Registration;
import org.sneakyklaus.support.EmailAddress;

/** Brings exchanges into a state of their life, by the operations that do so in the application. */
public final class Stages {

    private final ExchangeEditing editing;
    private final ExchangeLifecycle lifecycle;
    private final Registration registration;
    private final Draw draw;

    Stages(ExchangeEditing editing, ExchangeLifecycle lifecycle, Registration registration, Draw draw) {
        this.editing = editing;
        this.lifecycle = lifecycle;
        this.registration = registration;
        this.draw = draw;
    }

    /** "Family Christmas", in which Alice, Bob and Charlie take part unless it is a draft; returns its id. */
    public long in(ExchangeState state) {
        return in(state, new AnExchange());
    }

    /** Like {@link #in(ExchangeState)}, with other details. */
    public long in(ExchangeState state, AnExchange details) {
        var exchange = editing.create(details.details());
        if (state == ExchangeState.DRAFT) {
            return exchange;
        }
        lifecycle.open(exchange, null);
        for (var name : List.of("Alice", "Bob", "Charlie")) {
            var address = new EmailAddress(name.toLowerCase(Locale.ROOT) + "@example.org");
            registration.register(exchange, address, new ProfileDetails(name, ""), true);
        }
        switch (state) {
            case DRAFT, REGISTRATION_OPEN -> {
                // There already.
            }
            case CANCELLED -> lifecycle.callOff(exchange, null);
            case REGISTRATION_CLOSED -> lifecycle.close(exchange, null);
            case MATCHED -> match(exchange);
            case COMPLETED -> {
                match(exchange);
                lifecycle.complete(exchange, null);
            }
        }
        return exchange;
    }

    private void match(long exchange) {
        lifecycle.close(exchange, null);
        draw.draw(exchange, List.of(), null);
    }
}
