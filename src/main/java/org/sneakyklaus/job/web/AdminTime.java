package org.sneakyklaus.job.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** Instants as the admin reads them: in their time zone, and as far away as they are now. */
record AdminTime(ZoneId zone, Instant now) {

    public ZonedDateTime local(Instant instant) {
        return instant.atZone(zone);
    }

    /** A time of every day that is given in UTC, as the clocks stand today. */
    public LocalTime local(LocalTime utc) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC)
                .atTime(utc)
                .toInstant(ZoneOffset.UTC)
                .atZone(zone)
                .toLocalTime();
    }

    public RelativeTime distance(Instant instant) {
        return RelativeTime.between(now, instant);
    }
}
