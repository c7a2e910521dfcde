package org.sneakyklaus.outbox.transport;

import com.resend.core.mapper.ResendMapper;
import com.resend.services.emails.model.CreateEmailOptions;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends an email and checks the key, with the SDK's mapper but through our own HTTP client. */
final class ResendEmails {

    private static final int MAX_ID = 120;

    private final String apiKey;
    private final ResendHttp http;
    private final ResendMapper mapper = new ResendMapper();

    ResendEmails(String apiKey, ResendHttp http) {
        this.apiKey = apiKey;
        this.http = http;
    }

    ResendAnswer send(CreateEmailOptions email, String idempotencyKey) {
        return http.post("/emails", apiKey, mapper.writeValue(email), idempotencyKey);
    }

    /** Asks for the domains: the smallest request that Resend answers only for a valid key. */
    ResendAnswer askForDomains() {
        return http.get("/domains", apiKey);
    }

    /** Returns Resend's id of the email; empty if the answer has none, and hence is hardly from Resend. */
    static Optional<String> idIn(ResendAnswer answer) {
        return json(answer)
                .map(created -> created.path("id").stringValue(""))
                .filter(id -> !id.isBlank() && id.length() <= MAX_ID);
    }

    /** Returns whether the answer is a list, as that of the domains is. */
    static boolean isList(ResendAnswer answer) {
        return json(answer).filter(list -> list.path("data").isArray()).isPresent();
    }

    private static Optional<JsonNode> json(ResendAnswer answer) {
        try {
            return Optional.of(JsonMapper.shared().readTree(answer.body()));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
