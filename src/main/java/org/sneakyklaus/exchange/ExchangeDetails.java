package org.sneakyklaus.exchange;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.support.BrokenRules;
import org.sneakyklaus.support.RuleViolation;
import org.sneakyklaus.support.TextRules;

/**
 * The details of an exchange that the admin sets. The constructor enforces every rule that needs neither the clock nor
 * another exchange.
 *
 * @param descriptionPublic whether the join page shows the description, too
 * @param budget free text, such as "about 20 €"
 * @param maxParticipants from 3 to 10,000, or null for no limit
 * @param registrationClose in the exchange's own time zone, or null to close manually
 * @param exchangeDate in the exchange's own time zone
 * @param reminderDays whole days before the exchange date, each from 1 to 90
 * @param organiserName shown wherever a page says "ask the organiser"
 * @param nameInMail whether the pairing email includes the drawn name
 * @param rememberPairs whether later draws of the series avoid these pairs
 * @param drawOnClose whether names are drawn when registration closes at its date
 * @param personalLinks who may take part by a personal link; a change concerns new links alone
 */
public record ExchangeDetails(
        String name,
        String description,
        boolean descriptionPublic,
        String budget,
        @Nullable Integer maxParticipants,
        @Nullable LocalDateTime registrationClose,
        LocalDateTime exchangeDate,
        ZoneId timezone,
        SortedSet<Integer> reminderDays,
        Locale locale,
        Theme theme,
        String organiserName,
        String organiserContact,
        boolean nameInMail,
        boolean rememberPairs,
        boolean drawOnClose,
        PersonalLinkPolicy personalLinks) {

    static final int MIN_PARTICIPANTS = 3;
    private static final int MAX_PARTICIPANTS = 10_000;
    private static final int MAX_REMINDER_DAYS = 90;
    private static final int LAST_YEAR = 9999;

    /** @throws RuleViolation on every field that breaks a rule */
    public ExchangeDetails {
        var broken = new BrokenRules();
        name = TextRules.requiredLine(broken, "name", name, 120);
        description = TextRules.paragraphs(broken, "description", description, 5_000);
        budget = TextRules.line(broken, "budget", budget, 60);
        organiserName = TextRules.line(broken, "organiserName", organiserName, 120);
        organiserContact = TextRules.line(broken, "organiserContact", organiserContact, 254);
        if (maxParticipants != null && (maxParticipants < MIN_PARTICIPANTS || maxParticipants > MAX_PARTICIPANTS)) {
            broken.add(RuleViolation.onField(
                    "maxParticipants", "exchange.maxParticipants.range", MIN_PARTICIPANTS, MAX_PARTICIPANTS));
        }
        if (reminderDays.stream().anyMatch(days -> days < 1 || days > MAX_REMINDER_DAYS)) {
            broken.add(RuleViolation.onField("reminderDays", "exchange.reminderDays.range", MAX_REMINDER_DAYS));
        }
        broken.check(() -> refuseTooFar("exchangeDate", exchangeDate));
        // As instants: a clock change may move a local time past a later one.
        if (registrationClose != null && !registrationClose.atZone(timezone).isBefore(exchangeDate.atZone(timezone))) {
            broken.add(RuleViolation.onField("registrationCloseDate", "exchange.closeDate.afterExchange"));
        }
        if (drawOnClose && registrationClose == null) {
            broken.add(RuleViolation.onField("drawOnClose", "exchange.drawOnClose.noDate"));
        }
        broken.refuse();
    }

    /** @throws RuleViolation on the field if the year has more than four digits, which no calendar here can show */
    static void refuseTooFar(String field, LocalDateTime date) {
        if (date.getYear() > LAST_YEAR) {
            throw RuleViolation.onField(field, "exchange.date.tooFar");
        }
    }

    /** Returns the instant of the exchange; moves a local time that a clock change skips forward, as java.time does. */
    public Instant exchangeInstant() {
        return exchangeDate.atZone(timezone).toInstant();
    }

    /** Returns the instant at which registration closes automatically; empty if it does not. */
    public Optional<Instant> closeInstant() {
        return Optional.ofNullable(registrationClose)
                .map(close -> close.atZone(timezone).toInstant());
    }

    /**
     * Returns a close date this long before a date; by the clocks of the zone, unless a clock change would move that to
     * the date or past it.
     */
    static LocalDateTime closeBefore(LocalDateTime date, Duration lead, ZoneId zone) {
        var close = date.minus(lead);
        var instant = date.atZone(zone);
        return close.atZone(zone).isBefore(instant)
                ? close
                : instant.minus(lead).toLocalDateTime();
    }

    ExchangeTerms terms() {
        return new ExchangeTerms(
                maxParticipants, closeInstant().orElse(null), exchangeInstant(), nameInMail, rememberPairs);
    }
}
