package org.sneakyklaus.job;

import static java.lang.Math.floorDiv;
import static java.lang.Math.floorMod;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.testsupport.Views;

/**
 * Asks for the reminders of every time zone around each change of its clocks, and works them out by another way: in
 * seconds on the wall, with nothing of {@code java.time} but the list of the changes.
 */
class ReminderTimesTest {

    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2028-01-01T00:00:00Z");
    private static final int MOST_DAYS = 90;
    private static final long DAY = 86_400;
    private static final long HOUR = 3_600;

    /** The clocks of one zone between two changes, from the first second on and before the last. */
    private record Period(long from, long to, long offset) {

        long onTheWall(long instant) {
            return instant + offset;
        }

        boolean shows(long wall) {
            return wall - offset >= from && wall - offset < to;
        }

        boolean contains(long instant) {
            return instant >= from && instant < to;
        }
    }

    private final List<String> wrong = new ArrayList<>();
    private int changes;
    private int skipped;
    private int shownTwice;

    @Test
    void aReminderStandsAtTheTimeOnTheWallSoManyDaysBefore() {
        for (var zone : new TreeSet<>(ZoneId.getAvailableZoneIds())) {
            var periods = periods(ZoneId.of(zone));
            for (var wall : walls(periods)) {
                for (var days = 1; days <= MOST_DAYS; days++) {
                    check(zone, periods, wall, days);
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(List.of(changes, skipped, shownTwice))
                .as("changes of clocks, reminders at times that are skipped, at times that come twice")
                .allSatisfy(count -> assertThat(count).isGreaterThan(100));
    }

    /** One whose exchange is so many days after a time on the wall. */
    private void check(String zone, List<Period> periods, long wall, int days) {
        for (var exchange : instants(periods, wall + days * DAY)) {
            var onTheWall = period(periods, exchange).onTheWall(exchange);
            var expected = reminder(periods, onTheWall, days);

            var planned = ExchangePlan.of(exchange(zone, exchange, days));

            if (planned.size() != 1 || planned.get(0).at().getEpochSecond() != expected) {
                wrong.add("%s, %d days before %s: %s instead of %s"
                        .formatted(
                                zone, days, Instant.ofEpochSecond(exchange), planned, Instant.ofEpochSecond(expected)));
            }
        }
    }

    private long reminder(List<Period> periods, long exchangeOnTheWall, int days) {
        var day = floorDiv(exchangeOnTheWall, DAY) - days;
        var time = floorMod(exchangeOnTheWall, DAY);
        var wall = day * DAY + time;
        var instants = instants(periods, wall);
        if (instants.size() == 1) {
            return instants.get(0);
        }
        if (instants.size() == 2) {
            shownTwice++;
            return instants.get(0);
        }
        skipped++;
        // The clocks are put forward over it: it moves forward by as much.
        var before = periods.stream()
                .filter(period -> period.onTheWall(period.to()) <= wall)
                .reduce((earlier, later) -> later)
                .orElseThrow();
        var after = period(periods, before.to());
        var moved = wall + after.offset() - before.offset();
        assertThat(after.shows(moved)).isTrue();
        return moved - after.offset();
    }

    /** Times on the wall just before, at, in and just after each change; some other ones where nothing changes. */
    private Set<Long> walls(List<Period> periods) {
        var walls = new TreeSet<Long>();
        walls.add(FROM.getEpochSecond() + 100 * DAY + 18 * HOUR);
        for (var i = 1; i < periods.size(); i++) {
            var before = periods.get(i - 1);
            var after = periods.get(i);
            if (after.from() >= FROM.getEpochSecond() && after.from() < TO.getEpochSecond()) {
                changes++;
                var one = before.onTheWall(after.from());
                var other = after.onTheWall(after.from());
                var middle = (one + other) / 2;
                for (var wall : List.of(one, other)) {
                    walls.addAll(List.of(wall - 1, wall, wall + 1, wall - DAY, wall + DAY));
                }
                walls.addAll(List.of(middle, middle - DAY, middle + DAY, one + 12 * HOUR));
            }
        }
        return walls;
    }

    /** The instants at which the clocks show that: most often one, two when they are put back, none when forward. */
    private static List<Long> instants(List<Period> periods, long wall) {
        var instants = new ArrayList<Long>();
        for (var period : periods) {
            if (period.shows(wall)) {
                instants.add(wall - period.offset());
            }
        }
        return instants;
    }

    private static Period period(List<Period> periods, long instant) {
        for (var period : periods) {
            if (period.contains(instant)) {
                return period;
            }
        }
        throw new AssertionError("no period at " + instant);
    }

    private static List<Period> periods(ZoneId zone) {
        var rules = zone.getRules();
        var from = FROM.minusSeconds((MOST_DAYS + 2) * DAY);
        var to = TO.plusSeconds((MOST_DAYS + 2) * DAY);
        var periods = new ArrayList<Period>();
        var begin = from.getEpochSecond();
        var offset = (long) rules.getOffset(from).getTotalSeconds();
        for (var next = rules.nextTransition(from);
                next != null && next.getInstant().isBefore(to);
                next = rules.nextTransition(next.getInstant())) {
            periods.add(new Period(begin, next.toEpochSecond(), offset));
            begin = next.toEpochSecond();
            offset = next.getOffsetAfter().getTotalSeconds();
        }
        periods.add(new Period(begin, to.getEpochSecond(), offset));
        return periods;
    }

    private static ExchangeView exchange(String zone, long at, int days) {
        var date = Instant.ofEpochSecond(at).atZone(ZoneId.of(zone));
        return Views.exchange(ExchangeState.MATCHED, null, date, List.of(days));
    }
}
