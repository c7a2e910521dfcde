package org.sneakyklaus.retention;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** How long an exchange is kept when it is over: what the page about privacy promises. */
public final class RetentionPolicy {

    /** The time of day of the purge, in UTC. */
    public static final LocalTime DAILY_AT = LocalTime.of(2, 0);

    private static final Duration UNTIL_WARNING = Duration.ofDays(23);
    private static final Duration UNTIL_DELETION = Duration.ofDays(30);
    private static final Duration NOTICE = Duration.ofDays(7);

    private RetentionPolicy() {}

    /** The admin is told now of exchanges that were over at this instant. */
    static Instant toldWhenOverBefore(Instant now) {
        return now.minus(UNTIL_WARNING);
    }

    /** Exchanges are deleted now that were over at this instant and that the admin has known of long enough. */
    static Instant deletedWhenOverBefore(Instant now) {
        return now.minus(UNTIL_DELETION);
    }

    /** When at the latest the admin was told of those. */
    static Instant deletedWhenToldBefore(Instant now) {
        return now.minus(NOTICE);
    }

    /**
     * The purge that will delete an exchange, as things stand now.
     *
     * @param toldAt when the admin was told, or null when that is still to come
     */
    static Instant deletion(Instant overSince, @Nullable Instant toldAt, Instant now) {
        var told = toldAt == null ? purgeFrom(later(overSince.plus(UNTIL_WARNING), now)) : toldAt;
        return purgeFrom(later(overSince.plus(UNTIL_DELETION), told.plus(NOTICE)));
    }

    private static Instant purgeFrom(Instant earliest) {
        var thatDay = earliest.atOffset(ZoneOffset.UTC).with(DAILY_AT).toInstant();
        return thatDay.isBefore(earliest) ? thatDay.plus(Duration.ofDays(1)) : thatDay;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
