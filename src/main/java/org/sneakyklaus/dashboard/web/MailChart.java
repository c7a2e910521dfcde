package org.sneakyklaus.dashboard.web;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sneakyklaus.outbox.PersonMail.Standing;
import org.sneakyklaus.support.web.ChartBar;

/**
 * The state of the emails about an exchange, as parts of one bar. The drawing is 12 high.
 *
 * @param parts number of emails by part, without empty parts, in the order of the bar
 */
record MailChart(List<ChartBar> bars, Map<Part, Long> parts) {

    static final int HEIGHT = 12;
    /** Keeps one of thousands visible. */
    private static final int LEAST = 6;

    private static final int GAP = 2;

    /** The states shown separately; the names are the last part of a CSS class and of a message key. */
    enum Part {
        SENT,
        KEPT,
        WAITING,
        UNSURE,
        FAILED,
        BACK;

        private static Part of(Standing standing) {
            return switch (standing) {
                case ARRIVED, SENT -> SENT;
                case KEPT, ONLY_KEPT -> KEPT;
                case WAITING, HELD -> WAITING;
                case UNKNOWN -> UNSURE;
                case FAILED -> FAILED;
                case BOUNCED, COMPLAINED -> BACK;
            };
        }
    }

    static MailChart of(Map<Standing, Long> counts) {
        var parts = new EnumMap<Part, Long>(Part.class);
        counts.forEach((standing, count) -> parts.merge(Part.of(standing), count, Long::sum));
        return new MailChart(bars(parts), parts);
    }

    private static List<ChartBar> bars(Map<Part, Long> parts) {
        var total = parts.values().stream().mapToLong(Long::longValue).sum();
        var room = ChartBar.DRAWING - (LEAST + GAP) * parts.size() + GAP;
        var bars = new ArrayList<ChartBar>();
        var x = 0;
        for (var part : parts.entrySet()) {
            var width = LEAST + Math.toIntExact(room * part.getValue() / total);
            bars.add(new ChartBar(x, 0, width, HEIGHT, part.getKey().name().toLowerCase(Locale.ROOT)));
            x += width + GAP;
        }
        return bars;
    }
}
