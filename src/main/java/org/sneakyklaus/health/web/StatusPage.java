package org.sneakyklaus.health.web;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.sneakyklaus.health.StatusView;
import org.sneakyklaus.health.WorkView;

/** What the page of the status shows. */
record StatusPage(StatusView status, WorkView work, Reach reach, ZoneId zone) {

    private static final double MEGA = 1e6;
    private static final double GIGA = 1e9;

    /**
     * How large something is.
     *
     * @param key the text, such as {@code status.size.mb}
     * @param count what it is filled in with
     */
    record Size(String key, double count) {}

    public ZonedDateTime time(Instant instant) {
        return instant.atZone(zone);
    }

    public Size size(long bytes) {
        return bytes < GIGA ? new Size("status.size.mb", bytes / MEGA) : new Size("status.size.gb", bytes / GIGA);
    }

    /** What is to be said of a part: something is the matter with it whenever it is neither well nor nearly. */
    public String word(String part) {
        var health = status.parts().getOrDefault(part, "DOWN");
        return "UP".equals(health) || "DEGRADED".equals(health) ? health : "DOWN";
    }

    /** The colour of the badge. */
    public String tone(String word) {
        return switch (word) {
            case "UP" -> "success";
            case "DEGRADED" -> "warning";
            default -> "danger";
        };
    }

    /** What can be shown to strangers. */
    public String supportText() {
        return SupportText.of(this);
    }
}
