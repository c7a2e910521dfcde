package org.sneakyklaus.dashboard.web;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sneakyklaus.participation.ParticipantView;
import org.sneakyklaus.support.web.ChartBar;

/**
 * When the participants joined, by day: each bar shows all participants by then, with those of its days on top. The
 * drawing is 48 high.
 *
 * @param bars empty if there are fewer than three people, or all joined on the only day
 * @param first the first day of the drawing
 * @param last the last day of the drawing
 * @param most how many joined on the busiest day
 */
record JoinChart(List<ChartBar> bars, LocalDate first, LocalDate last, int people, long most) {

    static final int HEIGHT = 48;
    private static final int FEWEST = 3;
    private static final int MOST_BARS = 30;
    private static final int GAP = 2;

    /**
     * @param from the day when people could begin to join; those added before move the beginning
     * @param until the last day of the drawing, unless people joined later
     */
    static JoinChart of(Collection<ParticipantView> people, ZoneId zone, LocalDate from, LocalDate until) {
        var days = people.stream()
                .map(person -> LocalDate.ofInstant(person.registeredAt(), zone))
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        if (people.size() < FEWEST) {
            return new JoinChart(List.of(), from, until, people.size(), 0);
        }
        var first = Collections.min(List.of(from, days.firstKey()));
        var last = Collections.max(List.of(until, days.lastKey()));
        return new JoinChart(
                bars(days, first, ChronoUnit.DAYS.between(first, last) + 1, people.size()),
                first,
                last,
                people.size(),
                Collections.max(days.values()));
    }

    private static List<ChartBar> bars(TreeMap<LocalDate, Long> days, LocalDate first, long length, int people) {
        var bars = new ArrayList<ChartBar>();
        var daysOfABar = (length + MOST_BARS - 1) / MOST_BARS;
        var count = (int) ((length + daysOfABar - 1) / daysOfABar);
        var before = 0;
        for (int i = 0; i < count && count > 1; i++) {
            var begin = first.plusDays(i * daysOfABar);
            var joined = before
                    + (int) sum(days.subMap(begin, begin.plusDays(daysOfABar)).values());
            var x = ChartBar.DRAWING * i / count;
            var width = ChartBar.DRAWING * (i + 1) / count - x - GAP;
            add(bars, x, width, height(before, people), 0, "before");
            add(bars, x, width, height(joined, people), height(before, people), "joined");
            before = joined;
        }
        return bars;
    }

    private static void add(List<ChartBar> bars, int x, int width, int top, int bottom, String kind) {
        if (top > bottom) {
            bars.add(new ChartBar(x, HEIGHT - top, width, top - bottom, kind));
        }
    }

    private static int height(int count, int people) {
        return Math.round((float) HEIGHT * count / people);
    }

    private static long sum(Collection<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).sum();
    }
}
