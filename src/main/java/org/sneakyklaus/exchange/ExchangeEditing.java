package org.sneakyklaus.exchange;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.support.MailCapture;
import org.sneakyklaus.support.NotFoundException;
import org.sneakyklaus.support.RuleViolation;
import org.sneakyklaus.support.SendingSwitch;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Creates, copies, edits and deletes exchanges. */
@Component
@Transactional
public class ExchangeEditing {

    private static final Logger log = LoggerFactory.getLogger(ExchangeEditing.class);

    private final ExchangeRepository exchanges;
    private final Headcount headcount;
    private final ExchangeExpiry expiry;
    private final ApplicationEventPublisher events;
    private final SendingSwitch sending;
    private final MailCapture mailCapture;
    private final Clock clock;

    ExchangeEditing(
            ExchangeRepository exchanges,
            Headcount headcount,
            ExchangeExpiry expiry,
            ApplicationEventPublisher events,
            SendingSwitch sending,
            MailCapture mailCapture,
            Clock clock) {
        this.exchanges = exchanges;
        this.headcount = headcount;
        this.expiry = expiry;
        this.events = events;
        this.sending = sending;
        this.mailCapture = mailCapture;
        this.clock = clock;
    }

    /**
     * Creates a draft.
     *
     * @return its id
     * @throws RuleViolation on every date that is not in the future
     */
    public long create(ExchangeDetails details) {
        return store(details, UUID.randomUUID().toString()).id();
    }

    /** Creates a draft in which the organiser takes part, by the name in its details. */
    public long createTakingPart(ExchangeDetails details) {
        var id = create(details);
        events.publishEvent(new ExchangeEvent.OrganiserJoins(id, details.organiserName()));
        return id;
    }

    /**
     * Creates a draft with the details and the series of an earlier exchange. Moves its date a whole number of years
     * later if that or the close date has passed; registration closes as long before it. Does not copy participants.
     *
     * @param inviteAgain whether people of earlier exchanges who agreed to that are invited when it opens
     * @return its id
     */
    public long copy(long id, boolean inviteAgain) {
        var original = exchanges.held(id);
        var copy = store(nextTime(original, clock.instant()), original.seriesId());
        copy.inviteAgain(inviteAgain);
        events.publishEvent(new ExchangeEvent.Copied(copy.id(), id));
        return copy.id();
    }

    /**
     * Refuses terms that no new exchange can have, for a form that is invalid anyway.
     *
     * @throws RuleViolation as {@link #create} does
     */
    public void check(ExchangeTerms terms) {
        Exchange.refuse(terms, clock.instant());
    }

    /**
     * Refuses terms that this exchange cannot have, for a form that is invalid anyway.
     *
     * @throws RuleViolation as {@link #edit} does
     */
    @Transactional(readOnly = true)
    public void check(long id, ExchangeTerms terms) {
        exchanges
                .findById(id)
                .orElseThrow(() -> new NotFoundException("exchange " + id))
                .refuse(terms, headcount.taking(id), headcount.anyEver(id), clock.instant());
    }

    /**
     * Changes the details.
     *
     * @param shownVersion the version that the form showed, or null if unknown: a newer one is not overwritten
     * @return whether all participants are emailed: once names are drawn they must learn another date or budget
     * @throws RuleViolation on every field that breaks a rule
     * @throws org.sneakyklaus.support.ConflictException if the exchange is over, or was changed meanwhile
     */
    public boolean edit(long id, ExchangeDetails details, @Nullable Long shownVersion) {
        var exchange = exchanges.held(id, shownVersion);
        var before = Schedule.of(exchange);
        var oldBudget = exchange.budget();
        if (exchange.state() == ExchangeState.REGISTRATION_OPEN
                && exchange.personalLinks() == PersonalLinkPolicy.ANYBODY
                && details.personalLinks() != PersonalLinkPolicy.ANYBODY
                && mailCapture.reachesNoOne()) {
            // No one could join any more.
            throw RuleViolation.onField("personalLinks", "exchange.open.noMail");
        }
        exchange.edit(details, headcount.taking(id), headcount.anyEver(id), clock.instant());
        var after = Schedule.of(exchange);
        var newDate = !after.exchangeDate().equals(before.exchangeDate());
        if (!after.equals(before)) {
            events.publishEvent(new ExchangeEvent.Rescheduled(id, newDate));
        }
        var mustLearn = exchange.state() == ExchangeState.MATCHED
                && (newDate || !exchange.budget().equals(oldBudget));
        if (mustLearn) {
            events.publishEvent(new ExchangeEvent.Changed(id, exchange.version(), before.localDate(), oldBudget));
        }
        log.info("Exchange {} edited", id);
        return mustLearn;
    }

    /**
     * Deletes an exchange that is a draft or over, with all its data.
     *
     * @param typedName must be the exchange's name
     */
    public void delete(long id, String typedName) {
        var exchange = exchanges.held(id);
        exchange.refuseUnlessDeletable(typedName);
        if (exchange.drawNumber() > 0) {
            sending.refuseWhileOff();
        }
        expiry.delete(Set.of(id));
    }

    private Exchange store(ExchangeDetails details, String seriesId) {
        var exchange = exchanges.save(new Exchange(details, ExchangeLinks.newSlug(), seriesId, clock.instant()));
        log.info("Exchange {} created", exchange.id());
        return exchange;
    }

    private static ExchangeDetails nextTime(Exchange original, Instant now) {
        var zone = original.zone();
        var date = original.exchangeDate().atZone(zone).toLocalDateTime();
        var lead = original.closingLead();
        var years = 0;
        while (!date.plusYears(years).minus(lead).atZone(zone).toInstant().isAfter(now)) {
            years++;
        }
        var next = date.plusYears(years);
        return new ExchangeDetails(
                original.name(),
                original.description(),
                original.isDescriptionPublic(),
                original.budget(),
                original.maxParticipants().orElse(null),
                original.registrationCloseDate().isPresent() ? ExchangeDetails.closeBefore(next, lead, zone) : null,
                next,
                zone,
                original.reminderDays(),
                original.locale(),
                original.theme(),
                original.organiserName(),
                original.organiserContact(),
                original.isNameInMail(),
                original.isRememberPairs(),
                original.isDrawOnClose(),
                original.personalLinks());
    }

    /** What the triggers of an exchange depend on. */
    private record Schedule(Instant exchangeDate, Object closeDate, ZoneId zone, Object reminderDays) {

        ZonedDateTime localDate() {
            return exchangeDate.atZone(zone);
        }

        static Schedule of(Exchange exchange) {
            return new Schedule(
                    exchange.exchangeDate(),
                    exchange.registrationCloseDate(),
                    exchange.zone(),
                    exchange.reminderDays());
        }
    }
}
