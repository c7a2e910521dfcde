package org.sneakyklaus.webhook.web;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.sneakyklaus.support.RuleViolation;
import org.sneakyklaus.webhook.WebhookEvent;
import org.sneakyklaus.webhook.WebhookFormat;

/** The form that adds an endpoint. */
class WebhookForm {

    public String url = "";
    public String format = "standard";
    public List<String> events = new ArrayList<>();

    /** @throws RuleViolation on the field if there is no such format */
    WebhookFormat toFormat() {
        for (var known : WebhookFormat.values()) {
            if (known.type().equals(format)) {
                return known;
            }
        }
        throw RuleViolation.onField("format", "webhook.format.wrong");
    }

    /**
     * @param ofSite whether events of the site can be chosen
     * @throws RuleViolation on the field if there is none, or no such event
     */
    Set<WebhookEvent> toEvents(boolean ofSite) {
        var chosen = EnumSet.noneOf(WebhookEvent.class);
        for (var type : events) {
            chosen.add(WebhookEvent.ofType(type)
                    .filter(event -> ofSite || event.isOfExchange())
                    .orElseThrow(() -> RuleViolation.onField("events", "webhook.events.wrong")));
        }
        if (chosen.isEmpty()) {
            throw RuleViolation.onField("events", "webhook.events.none");
        }
        return chosen;
    }

    /** Returns whether an event is ticked. */
    public boolean has(String type) {
        return events.contains(type);
    }
}
