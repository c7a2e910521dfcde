package org.sneakyklaus.job.web;

import com.ibm.icu.text.RelativeDateTimeFormatter;
import com.ibm.icu.text.RelativeDateTimeFormatter.AbsoluteUnit;
import com.ibm.icu.text.RelativeDateTimeFormatter.Direction;
import com.ibm.icu.text.RelativeDateTimeFormatter.RelativeUnit;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Says how far away an instant is, such as "in 5 hours", rounded to the nearest second, minute, hour or day. */
final class RelativeTime {

    private static final Duration FEW_SECONDS = Duration.ofSeconds(90);
    private static final Duration FEW_MINUTES = Duration.ofMinutes(90);
    private static final Duration FEW_HOURS = Duration.ofHours(36);

    private RelativeTime() {}

    static String between(Instant now, Instant then, Locale locale) {
        var words = RelativeDateTimeFormatter.getInstance(locale);
        var direction = then.isBefore(now) ? Direction.LAST : Direction.NEXT;
        var far = Duration.between(now, then).abs();
        if (far.compareTo(FEW_SECONDS) < 0) {
            var seconds = (double) far.plusMillis(500).toSeconds();
            return seconds == 0
                    ? words.format(Direction.PLAIN, AbsoluteUnit.NOW)
                    : words.format(seconds, direction, RelativeUnit.SECONDS);
        }
        if (far.compareTo(FEW_MINUTES) < 0) {
            return words.format((double) far.plusSeconds(30).toMinutes(), direction, RelativeUnit.MINUTES);
        }
        if (far.compareTo(FEW_HOURS) < 0) {
            return words.format((double) far.plusMinutes(30).toHours(), direction, RelativeUnit.HOURS);
        }
        return words.format((double) far.plusHours(12).toDays(), direction, RelativeUnit.DAYS);
    }
}
