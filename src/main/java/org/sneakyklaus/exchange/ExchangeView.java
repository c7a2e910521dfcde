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
 * @param maxParticipants null for no limit
 * @param registrationClose null when only the admin closes
 * @param reminderDays days before the date, the longest first
 * @param drawNumber how many draws and mends there have been
 */
public record ExchangeView(
        long id,
        long version,
        String slug,
        String name,
        String description,
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
                exchange.state(),
                exchange.drawNumber(),
                exchange.completedAt().map(i -> i.atZone(zone)).orElse(null),
                exchange.cancelledAt().map(i -> i.atZone(zone)).orElse(null));
    }

    /** The exchange's time zone. */
    public ZoneId zone() {
        return exchangeDate.getZone();
    }

    /** Whether registering is allowed at this instant, room apart: the close date counts even if its job is late. */
    public boolean acceptsRegistrations(Instant now) {
        return state == ExchangeState.REGISTRATION_OPEN
                && (registrationClose == null || now.isBefore(registrationClose.toInstant()));
    }

    /** Whether names are drawn, and its day is still to come. */
    public boolean isDrawnAndAhead(Instant now) {
        return state == ExchangeState.MATCHED && exchangeDate.toInstant().isAfter(now);
    }

    /** Whether one more would be too many. */
    public boolean isFull(int headcount) {
        return maxParticipants != null && headcount >= maxParticipants;
    }

    /** The instant of each reminder: the same local time, so many calendar days before, whatever the clocks do. */
    public Instant reminderAt(int daysBefore) {
        return exchangeDate
                .toLocalDateTime()
                .minusDays(daysBefore)
                .atZone(zone())
                .toInstant();
    }
}
