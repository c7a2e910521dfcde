package org.sneakyklaus.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.database.OnSqlite;
import org.sneakyklaus.draw.Draw;
import org.sneakyklaus.draw.Reveals;
import org.sneakyklaus.exchange.ExchangeDetails;
import org.sneakyklaus.exchange.ExchangeEditing;
import org.sneakyklaus.exchange.ExchangeLifecycle;
import org.sneakyklaus.exchange.PersonalLinkPolicy;
import org.sneakyklaus.exchange.Theme;
import org.sneakyklaus.exclusion.Exclusions;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The exchanges of a demo: one that people join, one that is drawn, and one that is over. */
@Component
@Conditional(OnSqlite.class)
class DemoExchanges {

    private static final ZoneId ZONE = ZoneId.of("Europe/London");

    private final ExchangeEditing editing;
    private final ExchangeLifecycle lifecycle;
    private final DemoGuests guests;
    private final Exclusions exclusions;
    private final Draw draw;
    private final Reveals reveals;
    private final Clock clock;

    DemoExchanges(
            ExchangeEditing editing,
            ExchangeLifecycle lifecycle,
            DemoGuests guests,
            Exclusions exclusions,
            Draw draw,
            Reveals reveals,
            Clock clock) {
        this.editing = editing;
        this.lifecycle = lifecycle;
        this.guests = guests;
        this.exclusions = exclusions;
        this.draw = draw;
        this.reveals = reveals;
        this.clock = clock;
    }

    /** Creates them by the operations that users take, with dates around now. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void create() {
        createDone();
        createDrawn();
        createOpen();
    }

    private void createOpen() {
        var family = opened(
                "Family Secret Santa",
                "We meet at Rose’s for dinner. Draw one name, wrap one gift, and tell no one.",
                "about £20",
                Theme.CHRISTMAS,
                at(12, "20:00"),
                at(26, "18:00"));
        guests.join(family, "Ann Baker", "A detective story, or wool in any green.");
        guests.join(family, "Rose Baker", "Seeds for the garden, or an afternoon together.");
        guests.join(family, "Ben Baker", "Coffee beans. Or a board game for two.");
        guests.join(family, "Chloe Baker", "Anything with dinosaurs!");
        guests.join(family, "Dan Morris", "Socks that are not black.");
        guests.join(family, "Eve Morris", "Something home-made, or a fountain pen.");
        guests.register(family, "Finn Morris", "");
        exclusions.add(family, idOf(family, "Ann Baker"), idOf(family, "Ben Baker"), true);
        exclusions.add(family, idOf(family, "Dan Morris"), idOf(family, "Eve Morris"), true);
    }

    private void createDrawn() {
        var office = opened(
                "Office Secret Santa",
                "Bring your gift to the canteen. Those who share a room do not draw each other.",
                "up to £10",
                Theme.WINTER,
                null,
                at(9, "15:30"));
        guests.join(office, "Priya Shah", "Tea, the stronger the better.");
        guests.join(office, "Tom Walsh", "A plant that survives me.");
        guests.join(office, "Zoe Hart", "Dark chocolate, or a good pen.");
        guests.join(office, "Marek Nowak", "A puzzle for the train.");
        guests.join(office, "Lucia Rossi", "Surprise me.");
        guests.join(office, "Hugo Meyer", "Stickers for my laptop.");
        guests.join(office, "Ines Costa", "A mug that holds half a litre.");
        guests.join(office, "Jonas Weber", "");
        exclusions.addGroup(
                office,
                Stream.of("Priya Shah", "Tom Walsh", "Zoe Hart")
                        .map(name -> idOf(office, name))
                        .toList());
        drawn(office);
        Stream.of("Priya Shah", "Marek Nowak", "Lucia Rossi", "Hugo Meyer", "Jonas Weber")
                .forEach(name -> reveals.reveal(office, idOf(office, name)));
        guests.letPass(office, Duration.ofDays(2));
    }

    private void createDone() {
        var club = opened(
                "Ten years of our book club",
                "Give a book that you have read twice.",
                "a second-hand book",
                Theme.BIRTHDAY,
                null,
                at(1, "19:00"));
        guests.join(club, "Nora Lind", "Nothing about the sea, please.");
        guests.join(club, "Oscar Bell", "Poems, however short.");
        guests.join(club, "Paula Reyes", "A cookbook with stains.");
        guests.join(club, "Quentin Moore", "History, or a map.");
        guests.join(club, "Ruth Adler", "The one you keep lending.");
        drawn(club);
        Stream.of("Nora Lind", "Oscar Bell", "Paula Reyes", "Quentin Moore", "Ruth Adler")
                .forEach(name -> reveals.reveal(club, idOf(club, name)));
        guests.letDatePass(club, Duration.ofDays(4));
        lifecycle.completeDue(Set.of(club));
    }

    private long opened(
            String name,
            String description,
            String budget,
            Theme theme,
            @Nullable LocalDateTime close,
            LocalDateTime date) {
        var exchange = editing.create(new ExchangeDetails(
                name,
                description,
                true,
                budget,
                null,
                close,
                date,
                ZONE,
                new TreeSet<>(List.of(7, 3, 1)),
                Locale.ENGLISH,
                theme,
                "Olivia",
                "olivia@example.org",
                false,
                false,
                false,
                PersonalLinkPolicy.ORGANISER));
        lifecycle.open(exchange, null);
        return exchange;
    }

    private void drawn(long exchange) {
        lifecycle.close(exchange, null);
        draw.draw(exchange, List.of(), null);
    }

    private long idOf(long exchange, String name) {
        return guests.named(exchange, name).id();
    }

    private LocalDateTime at(int daysFromNow, String time) {
        var today = clock.instant().atZone(ZONE).toLocalDate();
        return today.plusDays(daysFromNow).atTime(LocalTime.parse(time));
    }
}
