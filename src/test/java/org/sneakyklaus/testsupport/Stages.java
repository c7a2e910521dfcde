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

    private static final String[] THREE = {"Alice", "Bob", "Charlie"};

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
        return in(state, details, THREE);
    }

    /** Like {@link #in(ExchangeState)}, with other people: Ann has the address {@code ann@example.org}. */
    public long in(ExchangeState state, String... people) {
        return in(state, new AnExchange(), people);
    }

    /** Like {@link #in(ExchangeState)}, with other details and other people. */
    public long in(ExchangeState state, AnExchange details, String... people) {
        return bring(editing.create(details.details()), state, people);
    }

    /** Takes a draft to another state, in which these people take part unless it stays one; returns its id. */
    public long bring(long draft, ExchangeState state, String... people) {
        if (state == ExchangeState.DRAFT) {
            return draft;
        }
        lifecycle.open(draft, null);
        for (var name : people) {
            var address = new EmailAddress(name.toLowerCase(Locale.ROOT) + "@example.org");
            registration.register(
                    draft, address, new ProfileDetails(name, ""), new Registration.Wishes(true, false), "");
        }
        switch (state) {
            case DRAFT, REGISTRATION_OPEN -> {
                // There already.
            }
            case CANCELLED -> lifecycle.callOff(draft, null);
            case REGISTRATION_CLOSED -> lifecycle.close(draft, null);
            case MATCHED -> match(draft);
            case COMPLETED -> {
                match(draft);
                lifecycle.complete(draft, null);
            }
        }
        return draft;
    }

    private void match(long exchange) {
        lifecycle.close(exchange, null);
        draw.draw(exchange, List.of(), null);
    }
}
