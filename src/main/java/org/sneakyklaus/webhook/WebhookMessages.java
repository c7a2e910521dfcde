package org.sneakyklaus.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.sneakyklaus.account.AdminQueries;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.exchange.ExchangeView;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes events in the format that an endpoint wants; texts in the language of the exchange, or of the admin. */
@Component
class WebhookMessages {

    /** A request body and its headers. */
    record Message(Map<String, String> headers, String body) {}

    private static final String JSON = "application/json; charset=utf-8";

    private final ExchangeQueries exchanges;
    private final AdminQueries admins;
    private final MessageSource messages;
    private final JsonMapper json;
    private final Clock clock;

    WebhookMessages(
            ExchangeQueries exchanges, AdminQueries admins, MessageSource messages, JsonMapper json, Clock clock) {
        this.exchanges = exchanges;
        this.admins = admins;
        this.messages = messages;
        this.json = json;
        this.clock = clock;
    }

    /** @param secret what to sign with */
    Message write(QueuedWebhook webhook, WebhookFormat format, String secret) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("User-Agent", "Sneaky-Klaus");
        headers.put("webhook-id", webhook.messageKey());
        return switch (format) {
            case STANDARD -> standard(webhook, secret, headers);
            case SLACK -> {
                headers.put("Content-Type", JSON);
                yield new Message(headers, json.writeValueAsString(Map.of("text", text(webhook))));
            }
            case NTFY -> {
                headers.put("Content-Type", "text/plain; charset=utf-8");
                headers.put("Title", "Sneaky Klaus");
                yield new Message(headers, text(webhook));
            }
        };
    }

    private Message standard(QueuedWebhook webhook, String secret, Map<String, String> headers) {
        var content = new LinkedHashMap<String, Object>();
        content.put("type", webhook.event().type());
        content.put(
                "timestamp", webhook.queuedAt().truncatedTo(ChronoUnit.MILLIS).toString());
        content.put("data", json.readTree(webhook.data()));
        var body = json.writeValueAsString(content);
        var timestamp = String.valueOf(clock.instant().getEpochSecond());
        headers.put("Content-Type", JSON);
        headers.put("webhook-timestamp", timestamp);
        headers.put(
                "webhook-signature",
                WebhookSignature.sign(
                        WebhookSignature.key(secret),
                        webhook.messageKey(),
                        timestamp,
                        body.getBytes(StandardCharsets.UTF_8)));
        return new Message(headers, body);
    }

    private String text(QueuedWebhook webhook) {
        var data = json.readTree(webhook.data());
        var exchange = data.path("exchange");
        var language = exchanges
                .find(exchange.path("id").asLong(0))
                .map(ExchangeView::locale)
                .orElseGet(admins::language);
        var what = messages.getMessage("webhook.event." + webhook.event(), null, language);
        return exchange.hasNonNull("name") ? about(exchange, data, what, language) : what + details(data);
    }

    private String about(JsonNode exchange, JsonNode data, String what, Locale language) {
        return messages.getMessage(
                "webhook.text",
                new Object[] {
                    exchange.path("name").asString(""),
                    what,
                    data.path("participants").asInt(0)
                },
                language);
    }

    private static String details(JsonNode data) {
        var job = data.path("job").asString("");
        return job.isEmpty() ? "" : " (" + job + ")";
    }
}
