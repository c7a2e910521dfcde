package org.sneakyklaus.ratelimit;

import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.Assert;

/**
 * A number of attempts per time window.
 *
 * @param tries at least one
 * @param window at least a second
 */
public record Rate(int tries, Duration window) {

    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9})/(.+)");

    public Rate {
        Assert.isTrue(
                tries > 0 && window.compareTo(Duration.ofSeconds(1)) >= 0,
                "A limit allows one try or more in a second or longer");
    }

    /** Parses a setting such as {@code 5/15m} or {@code 20/1h}. */
    public static Rate of(String written) {
        var parts = WRITTEN.matcher(written.strip());
        Assert.isTrue(parts.matches(), "A limit is written as tries and time, for example 5/15m");
        return new Rate(Integer.parseInt(parts.group(1)), DurationStyle.detectAndParse(parts.group(2)));
    }
}
