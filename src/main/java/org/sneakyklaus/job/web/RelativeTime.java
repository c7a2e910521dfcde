package org.sneakyklaus.job.web;

import java.time.Duration;
import java.time.Instant;

/**
 * How far away an instant is, in words.
 *
 * @param key the message key, such as {@code job.in.hours}
 * @param count its argument
 */
record RelativeTime(String key, long count) {

    private static final Duration FEW_SECONDS = Duration.ofSeconds(90);
    private static final Duration FEW_MINUTES = Duration.ofMinutes(90);
    private static final Duration FEW_HOURS = Duration.ofHours(36);

    /** Rounds to the nearest second, minute, hour or day. */
    static RelativeTime between(Instant now, Instant then) {
        var direction = then.isBefore(now) ? "job.ago." : "job.in.";
        var far = Duration.between(now, then).abs();
        if (far.compareTo(FEW_SECONDS) < 0) {
            return new RelativeTime(direction + "seconds", far.plusMillis(500).toSeconds());
        }
        if (far.compareTo(FEW_MINUTES) < 0) {
            return new RelativeTime(direction + "minutes", far.plusSeconds(30).toMinutes());
        }
        if (far.compareTo(FEW_HOURS) < 0) {
            return new RelativeTime(direction + "hours", far.plusMinutes(30).toHours());
        }
        return new RelativeTime(direction + "days", far.plusHours(12).toDays());
    }
}
