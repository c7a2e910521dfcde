package org.sneakyklaus.job.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.springframework.context.i18n.LocaleContextHolder;

/** Instants as the admin reads them: in their time zone, and relative to now. */
record AdminTime(ZoneId zone, Instant now) {

    public ZonedDateTime local(Instant instant) {
        return instant.atZone(zone);
    }

    /** Returns a daily UTC time in the admin's time zone, with today's offset. */
    public LocalTime local(LocalTime utc) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC)
                .atTime(utc)
                .toInstant(ZoneOffset.UTC)
                .atZone(zone)
                .toLocalTime();
    }

    public String distance(Instant instant) {
        return RelativeTime.between(now, instant, LocaleContextHolder.getLocale());
    }
}
