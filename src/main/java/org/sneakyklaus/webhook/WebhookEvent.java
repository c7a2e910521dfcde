package org.sneakyklaus.webhook;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What endpoints can subscribe to. The names are stored, and are the last part of a message key. */
public enum WebhookEvent {
    OPENED("exchange.opened"),
    CLOSED("exchange.closed"),
    PARTICIPANTS_CHANGED("participants.changed"),
    DRAWN("exchange.drawn"),
    REDRAWN("exchange.redrawn"),
    ADJUSTED("exchange.adjusted"),
    RESCHEDULED("exchange.rescheduled"),
    REMINDED("exchange.reminded"),
    CANCELLED("exchange.cancelled"),
    COMPLETED("exchange.completed"),
    DELETION_ANNOUNCED("exchange.deletion_announced"),
    DELETED("exchange.deleted"),
    JOB_FAILED("job.failed"),
    MAIL_UNDELIVERED("mail.undelivered"),
    BACKUP_FAILED("backup.failed"),
    STATUS_DEGRADED("status.degraded"),
    STATUS_RECOVERED("status.recovered"),
    /** The test, which has no subscribers. */
    PING("ping");

    private final String type;

    WebhookEvent(String type) {
        this.type = type;
    }

    /** Returns the name that receivers get, and that forms send. */
    public String type() {
        return type;
    }

    /** Returns whether it is about an exchange rather than the site. */
    public boolean isOfExchange() {
        return compareTo(DELETED) <= 0;
    }

    /** Returns the event of a type; empty if there is none, or it has no subscribers. */
    public static Optional<WebhookEvent> ofType(String type) {
        return Arrays.stream(values())
                .filter(event -> event != PING && event.type.equals(type))
                .findFirst();
    }

    /** Returns the events that an endpoint can subscribe to. */
    public static List<WebhookEvent> offered(boolean ofSite) {
        return Arrays.stream(values())
                .filter(event -> event != PING && (ofSite || event.isOfExchange()))
                .toList();
    }
}
