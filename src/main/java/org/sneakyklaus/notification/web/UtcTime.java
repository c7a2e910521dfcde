package org.sneakyklaus.notification.web;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** The zone of all times in lists for the admin. */
final class UtcTime {

    private static final ZoneId UTC = ZoneId.of("UTC");

    private UtcTime() {}

    static ZonedDateTime of(Instant instant) {
        return instant.atZone(UTC);
    }
}
