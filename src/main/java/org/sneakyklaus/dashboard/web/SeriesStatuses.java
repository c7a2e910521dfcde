package org.sneakyklaus.dashboard.web;

import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.stream.Collectors;
import org.sneakyklaus.draw.OrphanedSeries;
import org.sneakyklaus.draw.SeriesMemory;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.participation.NextTime;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Determines what is remembered of earlier exchanges, and describes it in the reader's language. */
@Component
class SeriesStatuses {

    private final SeriesMemory memory;
    private final OrphanedSeries orphans;
    private final NextTime nextTime;
    private final MessageSource messages;

    SeriesStatuses(SeriesMemory memory, OrphanedSeries orphans, NextTime nextTime, MessageSource messages) {
        this.memory = memory;
        this.orphans = orphans;
        this.nextTime = nextTime;
        this.messages = messages;
    }

    SeriesStatus of(ExchangeView exchange) {
        var offered = new LinkedHashMap<String, String>();
        orphans.offeredTo(exchange).forEach(orphan -> offered.put(orphan.seriesId(), name(orphan)));
        return new SeriesStatus(
                memory.isKept(exchange),
                nextTime.count(exchange.seriesId()),
                nextTime.countToInvite(exchange),
                offered);
    }

    private String name(OrphanedSeries.Orphan orphan) {
        var locale = LocaleContextHolder.getLocale();
        return orphan.times().stream().map(time -> name(time, locale)).collect(Collectors.joining(", "));
    }

    private String name(OrphanedSeries.Time time, Locale locale) {
        var day = DateTimeFormatter.ofPattern(messages.getMessage("layout.time.day", null, locale), locale);
        return messages.getMessage(
                "draw.series.time", new Object[] {day.format(time.drawnAt()), time.people()}, locale);
    }
}
