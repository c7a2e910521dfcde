package org.sneakyklaus.exchange;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An exchange as the other modules see it.
 *
 * @param version rises with every change of the exchange itself
 * @param maxParticipants the limit, or null for none
 * @param registrationClose the close date, or null if only the admin closes registration
 * @param reminderDays days before the date, the longest first
 * @param drawOnClose whether names are drawn when registration closes at its date
 * @param drawNumber number of draws and adjustments so far
 */
public record ExchangeView(
        long id,
        long version,
        String slug,
        String name,
        String description,
        boolean descriptionPublic,
        String budget,
        @Nullable Integer maxParticipants,
        @Nullable ZonedDateTime registrationClose,
        ZonedDateTime exchangeDate,
        List<Integer> reminderDays,
        Locale locale,
        Theme theme,
        String organiserName,
        String organiserContact,
        String seriesId,
        boolean nameInMail,
        boolean rememberPairs,
        boolean drawOnClose,
        PersonalLinkPolicy personalLinks,
        ExchangeState state,
        int drawNumber,
        @Nullable ZonedDateTime completedAt,
        @Nullable ZonedDateTime cancelledAt) {

    static ExchangeView of(Exchange exchange) {
        var zone = exchange.zone();
        return new ExchangeView(
                exchange.id(),
                exchange.version(),
                exchange.slug(),
                exchange.name(),
                exchange.description(),
                exchange.isDescriptionPublic(),
                exchange.budget(),
                exchange.maxParticipants().orElse(null),
                exchange.registrationCloseDate().map(i -> i.atZone(zone)).orElse(null),
                exchange.exchangeDate().atZone(zone),
                List.copyOf(exchange.reminderDays().descendingSet()),
                exchange.locale(),
                exchange.theme(),
                exchange.organiserName(),
                exchange.organiserContact(),
                exchange.seriesId(),
                exchange.isNameInMail(),
                exchange.isRememberPairs(),
                exchange.isDrawOnClose(),
                exchange.personalLinks(),
                exchange.state(),
                exchange.drawNumber(),
                exchange.completedAt().map(i -> i.atZone(zone)).orElse(null),
                exchange.cancelledAt().map(i -> i.atZone(zone)).orElse(null));
    }

    /** Returns the exchange's time zone. */
    public ZoneId zone() {
        return exchangeDate.getZone();
    }

    /**
     * Returns whether registration is open at this instant, regardless of room: the close date counts even if its job
     * is late.
     */
    public boolean acceptsRegistrations(Instant now) {
        return state == ExchangeState.REGISTRATION_OPEN
                && (registrationClose == null || now.isBefore(registrationClose.toInstant()));
    }

    /** Returns whether names are drawn, and its day is still to come. */
    public boolean isDrawnAndAhead(Instant now) {
        return state == ExchangeState.MATCHED && exchangeDate.toInstant().isAfter(now);
    }

    /** Returns whether there is no room for another participant. */
    public boolean isFull(int headcount) {
        return maxParticipants != null && headcount >= maxParticipants;
    }

    /**
     * Returns the instant of a reminder: the same local time, that many calendar days before, regardless of clock
     * changes.
     */
    public Instant reminderAt(int daysBefore) {
        return exchangeDate
                .toLocalDateTime()
                .minusDays(daysBefore)
                .atZone(zone())
                .toInstant();
    }
}
