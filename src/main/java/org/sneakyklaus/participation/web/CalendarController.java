package org.sneakyklaus.participation.web;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.util.Duration;
import java.time.Clock;
import java.util.Date;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.participation.ParticipantPrincipal;
import org.sneakyklaus.support.AppProperties;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Provides the date of an exchange as a calendar file: public details only, and no names. */
@Controller
class CalendarController {

    /** The duration is not asked for; an entry without one is hard to see. */
    private static final Duration LENGTH = Duration.builder().hours(2).build();

    private final ExchangeQueries exchanges;
    private final AppProperties properties;
    private final Clock clock;

    CalendarController(ExchangeQueries exchanges, AppProperties properties, Clock clock) {
        this.exchanges = exchanges;
        this.properties = properties;
        this.clock = clock;
    }

    @GetMapping("/exchange/{slug}/me/calendar.ics")
    ResponseEntity<String> entry(@AuthenticationPrincipal ParticipantPrincipal me) {
        var calendar = new ICalendar();
        calendar.setProductId("-//Sneaky Klaus//EN");
        calendar.addEvent(event(exchanges.byId(me.exchangeId())));
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/calendar;charset=UTF-8"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("calendar.ics")
                                .build()
                                .toString())
                .body(Biweekly.write(calendar).go());
    }

    /** Builds the same entry each time, so that a calendar that already has it moves it when the date changes. */
    private VEvent event(ExchangeView exchange) {
        var event = new VEvent();
        event.setUid(exchange.id() + "@" + properties.publicUrl().getHost());
        event.setSequence((int) exchange.version());
        event.setDateTimeStamp(Date.from(clock.instant()));
        event.setSummary(exchange.name());
        event.setDateStart(Date.from(exchange.exchangeDate().toInstant()));
        event.setDuration(LENGTH);
        event.setUrl(properties.link("/exchange/" + exchange.slug()));
        return event;
    }
}
