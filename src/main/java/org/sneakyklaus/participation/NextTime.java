package org.sneakyklaus.participation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.exchange.ExchangeHold;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.exchange.ExchangeSeries;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.outbox.Suppressions;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.support.NotFoundException;
import org.sneakyklaus.support.RuleViolation;
import org.sneakyklaus.support.SecretBox;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps which participants want to be invited to the next exchange of the series, and their rules among each other, for
 * 14 months after the exchange, until they take it back or no longer take part. Both outlive the exchange. Nothing about
 * pairings is kept.
 */
@Component
@Transactional
public class NextTime {

    /** Someone's wish to be invited was deleted. */
    public record TakenBack() {}

    /**
     * Someone who wants to be invited.
     *
     * @param keptUntil when this is deleted
     */
    public record Agreed(long id, String name, EmailAddress email, Instant keptUntil) {

        @Override
        public String toString() {
            return "agreed " + id;
        }
    }

    /** An exchange belongs to another series now. */
    public record SeriesTakenUp(long exchangeId) {}

    /** A rule between two participants, by id: the giver must not draw the receiver. */
    public record Rule(long giver, long receiver) {}

    private static final Logger log = LoggerFactory.getLogger(NextTime.class);

    private static final String LINK = "next time";
    private static final int MONTHS = 14;
    /** Room for 120 characters and an address: the length of what is stored must not tell whose it is. */
    private static final int SEALED_BYTES = 768;

    private static final String SELECT =
            "SELECT id, series_id, sealed, kept_until FROM series_invitation WHERE series_id = ? AND kept_until > ?";

    private final ParticipantRepository participants;
    private final ExchangeQueries exchanges;
    private final ExchangeHold hold;
    private final ExchangeSeries series;
    private final Suppressions suppressions;
    private final SeriesRules rules;
    private final SecretBox secretBox;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    NextTime(
            ParticipantRepository participants,
            ExchangeQueries exchanges,
            ExchangeHold hold,
            ExchangeSeries series,
            Suppressions suppressions,
            SeriesRules rules,
            SecretBox secretBox,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.participants = participants;
        this.exchanges = exchanges;
        this.hold = hold;
        this.series = series;
        this.suppressions = suppressions;
        this.rules = rules;
        this.secretBox = secretBox;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Records that a participant wants to be invited next time, or renews it.
     *
     * @throws NotFoundException unless they take part with an address that they confirmed
     * @throws RuleViolation while there is no key to seal it with
     */
    public void agree(long exchangeId, long participantId) {
        var exchange = hold.hold(exchangeId);
        var person = participants
                .findByIdAndExchangeId(participantId, exchangeId)
                .filter(one -> one.isActive() && one.isConfirmed())
                .orElseThrow(() -> new NotFoundException("participant " + participantId));
        var email = person.email().orElseThrow(() -> new NotFoundException("address of participant " + participantId));
        if (!secretBox.isLasting()) {
            throw RuleViolation.of("nextTime.noKey");
        }
        jdbc.sql("""
                        INSERT INTO series_invitation (created_at, series_id, address_hash, sealed, kept_until)
                        VALUES (?, ?, ?, ?, ?)
                        ON CONFLICT (series_id, address_hash) DO UPDATE SET sealed = excluded.sealed,
                            kept_until = CASE WHEN excluded.kept_until > series_invitation.kept_until
                                THEN excluded.kept_until ELSE series_invitation.kept_until END""")
                .params(
                        clock.millis(),
                        exchange.seriesId(),
                        hash(exchange.seriesId(), email),
                        seal(exchange.seriesId(), person.name(), email),
                        keptUntil(exchange).toInstant().toEpochMilli())
                .update();
        log.info("Participant {} of exchange {} wants to be invited next time", participantId, exchangeId);
        events.publishEvent(new ParticipationEvent.InvitationWanted(exchangeId, participantId));
    }

    /** Returns until when the wish of those who agree in this exchange is kept. */
    public static ZonedDateTime keptUntil(ExchangeView exchange) {
        return exchange.exchangeDate().plusMonths(MONTHS);
    }

    /** Returns what is kept of a participant; empty if they do not want to be invited, or have no address. */
    @Transactional(readOnly = true)
    public Optional<Agreed> find(ExchangeView exchange, ParticipantView person) {
        return Optional.ofNullable(person.email()).flatMap(email -> find(exchange.seriesId(), email));
    }

    /** Deletes what is kept of a participant; repeating it changes nothing. */
    public void takeBack(long exchangeId, long participantId) {
        var exchange = hold.hold(exchangeId);
        participants
                .findByIdAndExchangeId(participantId, exchangeId)
                .flatMap(Participant::email)
                .ifPresent(email -> forget(exchange.seriesId(), email));
    }

    /** Returns a token for a link that takes it back without signing in, as long as it is kept; different each time. */
    public String token(long id) {
        return secretBox.seal(ByteBuffer.allocate(Long.BYTES).putLong(id).array(), LINK);
    }

    /**
     * Returns whether something is kept that this token takes back; changes nothing.
     *
     * @throws NotFoundException if the token was not created here
     */
    @Transactional(readOnly = true)
    public boolean isKept(String token) {
        return jdbc.sql("SELECT COUNT(*) FROM series_invitation WHERE id = ?")
                        .param(idOf(token))
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /**
     * Deletes what a token takes back; repeating it changes nothing.
     *
     * @throws NotFoundException as {@link #isKept} does
     */
    public void takeBack(String token) {
        delete("id = ?", idOf(token));
    }

    private long idOf(String token) {
        return secretBox
                .open(token, LINK)
                .filter(value -> value.length == Long.BYTES)
                .map(value -> ByteBuffer.wrap(value).getLong())
                .orElseThrow(() -> new NotFoundException("wish by link"));
    }

    /**
     * Returns how many people of a series want to be invited; none while one of its exchanges runs, since the number
     * would change as someone confirms or leaves, and tell what they want.
     */
    @Transactional(readOnly = true)
    public int count(String seriesId) {
        return series.isRunning(seriesId, 0)
                ? 0
                : Math.toIntExact(kept("", seriesId).count());
    }

    /** Returns how many people agreed who are invited when this draft opens, whether they take part in it already or not. */
    @Transactional(readOnly = true)
    public int countToInvite(ExchangeView exchange) {
        return series.invitesAgain(exchange.id()) ? count(exchange.seriesId()) : 0;
    }

    /**
     * Returns those who are invited to an exchange that opens now: no one unless the organiser wants it, or while another
     * exchange of the series runs, else all who agreed, also those who take part already: else the number of emails would
     * tell whether an address in the draft agreed. A later reopening invites no one.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Agreed> invite(long exchangeId) {
        var exchange = exchanges.byId(exchangeId);
        var invited = series.invitesAgain(exchangeId) && !series.isRunning(exchange.seriesId(), exchangeId)
                ? kept("", exchange.seriesId()).toList()
                : List.<Agreed>of();
        series.endInviting(exchangeId);
        return invited;
    }

    /** Finds someone who was to be invited; empty if that has changed, or registration is no longer open. */
    @Transactional(readOnly = true)
    public Optional<Agreed> invited(ExchangeView exchange, long id) {
        return exchange.state() != ExchangeState.REGISTRATION_OPEN
                ? Optional.empty()
                : kept(" AND id = ?", exchange.seriesId(), id)
                        .filter(one -> isInvitable(exchange, one))
                        .findFirst();
    }

    private boolean isInvitable(ExchangeView exchange, Agreed one) {
        return !suppressions.holds(exchange.id(), one.email()) && !suppressions.holdsEverywhere(one.email());
    }

    /** Returns those of these exchanges whose series has anyone who wants to be invited. */
    @Transactional(readOnly = true)
    public Set<Long> wantedAmong(Collection<Long> exchangeIds) {
        return jdbc.sql("SELECT e.id FROM exchange e WHERE e.id IN (:ids)"
                        + " AND EXISTS (SELECT 1 FROM series_invitation i WHERE i.series_id = e.series_id)")
                .param("ids", exchangeIds)
                .query((row, number) -> row.getLong("id"))
                .set();
    }

    /**
     * Keeps rules among those of this exchange who want to be invited, beside what is kept of earlier ones; but none that
     * a later exchange of the series is without, where both have confirmed their addresses: it was removed there.
     *
     * @param present rules of the exchange
     * @param rulesOf returns all rules of an exchange by its id
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void keepRules(long exchangeId, Collection<Rule> present, LongFunction<Collection<Rule>> rulesOf) {
        var seriesId = exchanges.byId(exchangeId).seriesId();
        var agreed = jdbc.sql("SELECT address_hash FROM series_invitation WHERE series_id = ?")
                .param(seriesId)
                .query(String.class)
                .set();
        var hashes = confirmed(exchangeId, seriesId);
        hashes.values().retainAll(agreed);
        var later = series.later(seriesId, exchangeId).stream()
                .map(id -> new SeriesRules.Present(confirmed(id, seriesId), rulesOf.apply(id)))
                .toList();
        rules.add(seriesId, new SeriesRules.Present(hashes, present), later);
    }

    /** Deletes these rules from what is kept, where both have confirmed their addresses in this exchange. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void forgetRules(long exchangeId, Collection<Rule> removed) {
        var seriesId = exchanges.byId(exchangeId).seriesId();
        rules.remove(seriesId, () -> confirmed(exchangeId, seriesId), removed);
    }

    /**
     * Returns the kept rules among those who take part, all with addresses that they confirmed in this exchange: else
     * anyone could be added to find out about their rules.
     */
    @Transactional(readOnly = true)
    public List<Rule> keptRules(long exchangeId) {
        var seriesId = exchanges.byId(exchangeId).seriesId();
        return rules.between(seriesId, () -> confirmed(exchangeId, seriesId));
    }

    /** Returns those of {@link #keptRules(long)} about a participant; if there are any rules, locks the exchange first. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Rule> keptRules(long exchangeId, long participantId) {
        if (participants
                        .findById(participantId)
                        .filter(Participant::isConfirmed)
                        .isEmpty()
                || !hasRules(exchangeId)) {
            return List.of();
        }
        // Of two who confirm at once, each would miss the other.
        hold.hold(exchangeId);
        return keptRules(exchangeId).stream()
                .filter(rule -> rule.giver() == participantId || rule.receiver() == participantId)
                .toList();
    }

    private boolean hasRules(long exchangeId) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM series_rule r JOIN exchange e ON e.series_id = r.series_id"
                        + " WHERE e.id = ?)")
                .param(exchangeId)
                .query(Boolean.class)
                .single();
    }

    private Map<Long, String> confirmed(long exchangeId, String seriesId) {
        var hashes = new HashMap<Long, String>();
        participants.findActiveRows(exchangeId).stream()
                .map(ParticipantRow::view)
                .filter(person -> person.mailed() && person.confirmed())
                .forEach(person -> hashes.put(person.id(), hash(seriesId, person.requiredEmail())));
        return hashes;
    }

    /** Records what they asked for when they joined, now that the address is theirs. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void on(ParticipationEvent.Confirmed event) {
        participants
                .findById(event.participantId())
                .filter(person -> person.isInvitationWanted() && person.isActive())
                .ifPresent(person -> {
                    person.wantInvitation(false);
                    if (secretBox.isLasting()) {
                        agree(event.exchangeId(), event.participantId());
                    }
                });
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void on(ParticipationEvent.Withdrawn event) {
        takeBack(event.exchangeId(), event.participantId());
    }

    /** Not of someone others entered: their own wish, from an earlier exchange, is theirs to take back. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void on(ParticipationEvent.Removed event) {
        if (participants
                .findById(event.participantId())
                .filter(Participant::isConfirmed)
                .isPresent()) {
            takeBack(event.exchangeId(), event.participantId());
        }
    }

    /** Deletes what is kept of an address. */
    void forget(String seriesId, EmailAddress email) {
        delete("series_id = ? AND address_hash = ?", seriesId, hash(seriesId, email));
    }

    /** Takes what is kept along to a participant's new address, also where that one is to be invited already. */
    void move(String seriesId, EmailAddress from, EmailAddress to) {
        find(seriesId, from).ifPresent(one -> {
            replace(one, seriesId, to);
            rules.move(seriesId, hash(seriesId, from), hash(seriesId, to));
        });
    }

    /** Takes what is kept along when an exchange that is alone in its series moves to another series. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void moveAll(long exchangeId, String from, String to) {
        kept("", from).forEach(one -> replace(one, to, one.email()));
        rules.forgetAll(from);
        events.publishEvent(new SeriesTakenUp(exchangeId));
    }

    /** The rules of the address stay. */
    private void replace(Agreed one, String seriesId, EmailAddress email) {
        jdbc.sql("DELETE FROM series_invitation WHERE series_id = ? AND address_hash = ?")
                .params(seriesId, hash(seriesId, email))
                .update();
        jdbc.sql("UPDATE series_invitation SET series_id = ?, address_hash = ?, sealed = ? WHERE id = ?")
                .params(seriesId, hash(seriesId, email), seal(seriesId, one.name(), email), one.id())
                .update();
    }

    /**
     * Deletes some of what is no longer kept.
     *
     * @return the number of people
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public int deleteExpired(Instant now, int atMost) {
        return delete(
                "id IN (SELECT id FROM series_invitation WHERE kept_until <= ? ORDER BY kept_until LIMIT ?)",
                now.toEpochMilli(),
                atMost);
    }

    private int delete(String condition, Object... arguments) {
        var deleted = jdbc.sql(
                        "DELETE FROM series_invitation WHERE " + condition + " RETURNING series_id, address_hash")
                .params(Arrays.asList(arguments))
                .query((row, number) -> Map.entry(row.getString("series_id"), row.getString("address_hash")))
                .list();
        deleted.forEach(one -> rules.forget(one.getKey(), one.getValue()));
        if (!deleted.isEmpty()) {
            events.publishEvent(new TakenBack());
        }
        return deleted.size();
    }

    private Optional<Agreed> find(String seriesId, EmailAddress email) {
        return kept(" AND address_hash = ?", seriesId, hash(seriesId, email)).findFirst();
    }

    private Stream<Agreed> kept(String condition, String seriesId, Object... arguments) {
        return jdbc
                .sql(SELECT + condition)
                .param(seriesId)
                .param(clock.millis())
                .params(Arrays.asList(arguments))
                .query(this::agreed)
                .list()
                .stream()
                .flatMap(Optional::stream);
    }

    /** Returns what a row holds; empty if it was sealed under another key. */
    private Optional<Agreed> agreed(ResultSet row, int number) throws SQLException {
        var id = row.getLong("id");
        var keptUntil = Instant.ofEpochMilli(row.getLong("kept_until"));
        return secretBox
                .open(row.getString("sealed"), context(row.getString("series_id")))
                .map(value -> new String(value, StandardCharsets.UTF_8).split("\n", 3))
                .map(parts -> new Agreed(id, parts[0], new EmailAddress(parts[1]), keptUntil));
    }

    private String seal(String seriesId, String name, EmailAddress email) {
        var text = (name + '\n' + email.value() + '\n').getBytes(StandardCharsets.UTF_8);
        return secretBox.seal(Arrays.copyOf(text, SEALED_BYTES), context(seriesId));
    }

    private String hash(String seriesId, EmailAddress email) {
        return secretBox.hash("next time", seriesId + '\n' + email.value());
    }

    private static String context(String seriesId) {
        return "next time:" + seriesId;
    }
}
