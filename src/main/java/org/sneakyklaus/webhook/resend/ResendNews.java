package org.sneakyklaus.webhook.resend;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.sneakyklaus.outbox.Delivery;
import org.sneakyklaus.outbox.DeliveryReports.News;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.support.RuleViolation;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Parses Resend's webhook events.
 *
 * @see <a href="https://resend.com/docs/dashboard/webhooks/event-types">Event types</a>
 */
@Component
class ResendNews {

    // The mailbox is full, or the cause is unknown: the next email may arrive.
    private static final Set<String> FOR_NOW = Set.of("Transient", "Undetermined");

    private final JsonMapper json;

    ResendNews(JsonMapper json) {
        this.json = json;
    }

    /**
     * Parses an event; empty if it is about something that is not tracked.
     *
     * @throws tools.jackson.core.JacksonException if it is not JSON
     */
    Optional<News> read(byte[] body) {
        var event = json.readTree(body);
        var data = event.path("data");
        return delivery(event.path("type").asString(""))
                .map(delivery -> new News(
                        // PostgreSQL stores no text with this character, and Resend has no such id.
                        data.path("email_id").asString("").replace('\0', ' '),
                        delivery,
                        !FOR_NOW.contains(data.path("bounce").path("type").asString("")),
                        addresses(data.path("to")).toList()));
    }

    private static Optional<Delivery> delivery(String type) {
        return Optional.ofNullable(
                switch (type) {
                    case "email.delivered" -> Delivery.DELIVERED;
                    case "email.bounced" -> Delivery.BOUNCED;
                    case "email.complained" -> Delivery.COMPLAINED;
                    default -> null;
                });
    }

    private static Stream<EmailAddress> addresses(JsonNode to) {
        return to.valueStream().map(address -> address.asString("")).flatMap(ResendNews::address);
    }

    /** Parses "Ann &lt;ann@example.org&gt;" or a bare address; skips what is no address. */
    private static Stream<EmailAddress> address(String text) {
        var bare = text.endsWith(">") ? text.substring(text.lastIndexOf('<') + 1, text.length() - 1) : text;
        try {
            return Stream.of(new EmailAddress(bare));
        } catch (RuleViolation e) {
            return Stream.empty();
        }
    }
}
