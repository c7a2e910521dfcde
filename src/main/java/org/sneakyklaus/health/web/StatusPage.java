package org.sneakyklaus.health.web;

import java.time.ZoneId;
import org.sneakyklaus.health.StatusView;
import org.sneakyklaus.health.WorkView;

/** The content of the status page. */
record StatusPage(StatusView status, WorkView work, Reach reach, ZoneId zone) {

    private static final double MEGA = 1e6;
    private static final double GIGA = 1e9;

    /**
     * A size for display.
     *
     * @param key the message key, such as {@code status.size.mb}
     * @param count its argument
     */
    record Size(String key, double count) {}

    public Size size(long bytes) {
        return bytes < GIGA ? new Size("status.size.mb", bytes / MEGA) : new Size("status.size.gb", bytes / GIGA);
    }

    /** Returns the state to show for a component: every state except UP and DEGRADED counts as DOWN. */
    public String word(String part) {
        var health = status.parts().getOrDefault(part, "DOWN");
        return "UP".equals(health) || "DEGRADED".equals(health) ? health : "DOWN";
    }

    /** Returns the colour of the badge. */
    public String tone(String word) {
        return switch (word) {
            case "UP" -> "success";
            case "DEGRADED" -> "warning";
            default -> "danger";
        };
    }

    /** Returns the support information, which can be shown to strangers. */
    public String supportText() {
        return SupportText.of(this);
    }
}
