package org.sneakyklaus.exchange;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.support.BrokenRules;
import org.sneakyklaus.support.NotFoundException;
import org.sneakyklaus.support.RuleViolation;
import org.sneakyklaus.support.TextRules;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes to all participants of an exchange, from the opening of registration until it is over. */
@Component
@Transactional
public class Announcements {

    private static final Logger log = LoggerFactory.getLogger(Announcements.class);

    private static final int MAX_LENGTH = 2000;
    private static final int MOST_A_DAY = 5;
    private static final int MOST_SHOWN = 50;

    /** Within this time, the same words once more are a double click, or a page sent again. */
    private static final Duration SAME_REQUEST = Duration.ofHours(1);

    private final ExchangeRepository exchanges;
    private final AnnouncementRepository announcements;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Announcements(
            ExchangeRepository exchanges,
            AnnouncementRepository announcements,
            ApplicationEventPublisher events,
            Clock clock) {
        this.exchanges = exchanges;
        this.announcements = announcements;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Stores a message, and has it emailed. One that repeats the last one within an hour changes nothing.
     *
     * @return whether it is sent now
     * @throws RuleViolation on {@code text} if it is empty, longer than 2,000 characters, or the sixth on one day of
     *     the exchange's time zone
     * @throws org.sneakyklaus.support.ConflictException if the exchange is a draft or over
     */
    public boolean announce(long exchangeId, String text) {
        var exchange = exchanges.held(exchangeId);
        var checked = checked(exchange, text);
        if (isRepeated(exchangeId, checked)) {
            return false;
        }
        refuseTooMany(exchange);
        var announcement = announcements.save(new Announcement(exchangeId, checked, clock.instant()));
        log.info("Exchange {}: announcement {}", exchangeId, announcement.id());
        events.publishEvent(new Announced(exchangeId, announcement.id()));
        return true;
    }

    /**
     * Checks what {@link #announce} would refuse.
     *
     * @return the text as it would be sent
     */
    @Transactional(readOnly = true)
    public String preview(long exchangeId, String text) {
        var exchange =
                exchanges.findById(exchangeId).orElseThrow(() -> new NotFoundException("exchange " + exchangeId));
        var checked = checked(exchange, text);
        refuseTooMany(exchange);
        return checked;
    }

    /** Returns the latest 50 of an exchange, the newest first. */
    @Transactional(readOnly = true)
    public List<AnnouncementView> of(ExchangeView exchange) {
        return announcements.findByExchangeIdOrderByIdDesc(exchange.id(), Limit.of(MOST_SHOWN)).stream()
                .map(one -> new AnnouncementView(one.createdAt().atZone(exchange.zone()), one.text()))
                .toList();
    }

    /** Returns the text of an announcement. */
    @Transactional(readOnly = true)
    public Optional<String> find(long id) {
        return announcements.findById(id).map(Announcement::text);
    }

    private static String checked(Exchange exchange, String text) {
        exchange.refuseUnlessAnnouncing();
        var broken = new BrokenRules();
        var checked = TextRules.requiredParagraphs(broken, "text", text, MAX_LENGTH);
        broken.refuse();
        return checked;
    }

    private boolean isRepeated(long exchangeId, String text) {
        var since = clock.instant().minus(SAME_REQUEST);
        return announcements
                .findFirstByExchangeIdOrderByIdDesc(exchangeId)
                .filter(last -> last.text().equals(text) && last.createdAt().isAfter(since))
                .isPresent();
    }

    private void refuseTooMany(Exchange exchange) {
        var zone = exchange.zone();
        var today = LocalDate.ofInstant(clock.instant(), zone);
        var sent = announcements.countByExchangeIdAndCreatedAtGreaterThanEqualAndCreatedAtLessThan(
                exchange.id(), begin(today, zone), begin(today.plusDays(1), zone));
        if (sent >= MOST_A_DAY) {
            throw RuleViolation.onField("text", "announcement.tooMany", MOST_A_DAY);
        }
    }

    private static Instant begin(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }
}
