package org.sneakyklaus.retention;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** How long an exchange is kept when it is over, as promised on the privacy page. */
public final class RetentionPolicy {

    /** The time of day of the purge, in UTC. */
    public static final LocalTime DAILY_AT = LocalTime.of(2, 0);

    private static final Duration UNTIL_WARNING = Duration.ofDays(23);
    private static final Duration UNTIL_DELETION = Duration.ofDays(30);
    private static final Duration NOTICE = Duration.ofDays(7);

    private RetentionPolicy() {}

    /** Returns the instant before which an exchange must have been over for a warning now. */
    static Instant toldWhenOverBefore(Instant now) {
        return now.minus(UNTIL_WARNING);
    }

    /**
     * Returns the instant before which an exchange must have been over for its deletion now, provided the admin was
     * warned early enough.
     */
    static Instant deletedWhenOverBefore(Instant now) {
        return now.minus(UNTIL_DELETION);
    }

    /** Returns the latest time of the warning for a deletion now. */
    static Instant deletedWhenToldBefore(Instant now) {
        return now.minus(NOTICE);
    }

    /**
     * Returns the time of the purge that will delete an exchange, as things stand now.
     *
     * @param toldAt when the admin was warned, or null if that is still to come
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
