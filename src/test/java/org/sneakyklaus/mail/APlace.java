package org.sneakyklaus.mail;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.exchange.PersonalLinkPolicy;
import org.sneakyklaus.exchange.Theme;
import org.sneakyklaus.participation.ParticipantView;
import org.sneakyklaus.participation.Way;
import org.sneakyklaus.support.EmailAddress;

/** Describes somebody's place in a drawn exchange; what a test does not name is ordinary. */
final class APlace {

    private final String name;
    private long exchangeId = 42;
    private String exchangeName = "Office party";
    private String budget = "about 20 €";
    private ExchangeState state = ExchangeState.MATCHED;
    private ZonedDateTime date = ZonedDateTime.parse("2026-12-19T18:00+01:00[Europe/Berlin]");
    private @Nullable ZonedDateTime completedAt;
    private int drawNumber = 3;
    private String contact = "";
    private boolean nameInMail;
    private boolean rememberPairs;
    private boolean addedByAdmin;
    private boolean reminders = true;
    private boolean withdrawn;
    private boolean removed;
    private boolean leaving;
    private boolean lookedAfter;
    private boolean linked;
    private Locale language = Locale.ENGLISH;

    private APlace(String name) {
        this.name = name;
    }

    static APlace of(String name) {
        return new APlace(name);
    }

    APlace in(String newExchangeName) {
        exchangeName = newExchangeName;
        return this;
    }

    APlace exchangeId(long id) {
        exchangeId = id;
        return this;
    }

    APlace budget(String newBudget) {
        budget = newBudget;
        return this;
    }

    APlace state(ExchangeState newState) {
        state = newState;
        return this;
    }

    APlace on(String newDate) {
        date = ZonedDateTime.parse(newDate);
        return this;
    }

    /** On 1 December 2026. */
    APlace completed() {
        return completedAt("2026-12-01T00:00Z");
    }

    APlace completedAt(String time) {
        completedAt = ZonedDateTime.parse(time);
        return state(ExchangeState.COMPLETED);
    }

    APlace drawNumber(int number) {
        drawNumber = number;
        return this;
    }

    APlace registrationClosed() {
        return state(ExchangeState.REGISTRATION_CLOSED);
    }

    /** @param newContact how the organiser can be reached */
    APlace contact(String newContact) {
        contact = newContact;
        return this;
    }

    APlace nameInMail() {
        nameInMail = true;
        return this;
    }

    APlace rememberingPairs() {
        rememberPairs = true;
        return this;
    }

    APlace addedByAdmin() {
        addedByAdmin = true;
        return this;
    }

    APlace withoutReminders() {
        reminders = false;
        return this;
    }

    APlace withdrawn() {
        withdrawn = true;
        return this;
    }

    APlace removed() {
        removed = true;
        return this;
    }

    /** Asks to be let out. */
    APlace leaving() {
        leaving = true;
        return this;
    }

    /** Has no address: the person with id 1003 looks after them. */
    APlace lookedAfter() {
        lookedAfter = true;
        return this;
    }

    /** Has no address, but a personal link. */
    APlace linked() {
        linked = true;
        return this;
    }

    APlace speaking(Locale newLanguage) {
        language = newLanguage;
        return this;
    }

    ExchangeParticipant done() {
        var exchange = new ExchangeView(
                exchangeId,
                7,
                "abcdefghjkmn",
                exchangeName,
                "",
                false,
                budget,
                null,
                null,
                date,
                List.of(7, 3, 1),
                language,
                Theme.CHRISTMAS,
                "Olga",
                contact,
                "series",
                nameInMail,
                rememberPairs,
                false,
                PersonalLinkPolicy.ORGANISER,
                state,
                drawNumber,
                completedAt,
                null);
        var person = new ParticipantView(
                1001,
                exchangeId,
                name,
                lookedAfter ? Way.GUARDIAN : linked ? Way.LINK : Way.EMAIL,
                lookedAfter || linked ? null : new EmailAddress("ann@example.org"),
                lookedAfter ? 1003L : null,
                "",
                reminders,
                addedByAdmin,
                false,
                withdrawn,
                removed,
                leaving,
                Instant.EPOCH);
        return new ExchangeParticipant(exchange, person, null, List.of());
    }
}
