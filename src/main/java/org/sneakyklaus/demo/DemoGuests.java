package org.sneakyklaus.demo;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.Locale;
import org.sneakyklaus.database.OnSqlite;
import org.sneakyklaus.participation.ParticipantQueries;
import org.sneakyklaus.participation.ParticipantView;
import org.sneakyklaus.participation.ProfileDetails;
import org.sneakyklaus.participation.Registration;
import org.sneakyklaus.signin.MagicTokens;
import org.sneakyklaus.signin.Purpose;
import org.sneakyklaus.signin.TokenSpec;
import org.sneakyklaus.support.EmailAddress;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Lets invented people join the exchanges of a demo, as others do: they register, and open a link. */
@Component
@Conditional(OnSqlite.class)
@Transactional(propagation = Propagation.MANDATORY)
class DemoGuests {

    private final Registration registration;
    private final ParticipantQueries participants;
    private final MagicTokens tokens;
    private final EntityManager entities;

    DemoGuests(Registration registration, ParticipantQueries participants, MagicTokens tokens, EntityManager entities) {
        this.registration = registration;
        this.participants = participants;
        this.tokens = tokens;
        this.entities = entities;
    }

    /** Registers a person, a day after the one before, and confirms the address. */
    public void join(long exchangeId, String name, String giftIdeas) {
        var person = register(exchangeId, name, giftIdeas);
        var link = tokens.issue(TokenSpec.mailedSignIn(person.requiredEmail(), person.id(), exchangeId));
        tokens.use(link.text(), Purpose.MAGIC_LINK);
        letPass(exchangeId, Duration.ofDays(1));
    }

    /** Registers a person who has not opened the link yet. */
    public ParticipantView register(long exchangeId, String name, String giftIdeas) {
        var address = new EmailAddress(name.split(" ", 2)[0].toLowerCase(Locale.ROOT) + "@example.org");
        registration.register(
                exchangeId, address, new ProfileDetails(name, giftIdeas), new Registration.Wishes(true, false), "");
        return named(exchangeId, name);
    }

    /** Returns the participant of this name. */
    @Transactional(readOnly = true, propagation = Propagation.MANDATORY)
    public ParticipantView named(long exchangeId, String name) {
        return participants.active(exchangeId).stream()
                .filter(person -> person.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Moves what has happened in an exchange into the past. */
    public void letPass(long exchangeId, Duration time) {
        update("UPDATE exchange SET created_at = created_at - :time WHERE id = :id", exchangeId, time);
        update("UPDATE exchange_event SET created_at = created_at - :time WHERE exchange_id = :id", exchangeId, time);
        update("UPDATE participant SET created_at = created_at - :time WHERE exchange_id = :id", exchangeId, time);
    }

    /** Moves the date of an exchange, too, as no one else can. */
    public void letDatePass(long exchangeId, Duration time) {
        letPass(exchangeId, time);
        update("UPDATE exchange SET exchange_date = exchange_date - :time WHERE id = :id", exchangeId, time);
    }

    private void update(String sql, long exchangeId, Duration time) {
        // Writes what is pending first.
        entities.createNativeQuery(sql)
                .setParameter("time", time.toMillis())
                .setParameter("id", exchangeId)
                .executeUpdate();
        entities.clear();
    }
}
