package org.sneakyklaus.outbox.transport;

import com.resend.core.net.HttpMethod;
import com.resend.core.net.RequestOptions;
import com.resend.core.service.BaseService;
import com.resend.services.emails.model.CreateEmailOptions;
import java.util.Optional;
import okhttp3.MediaType;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes the SDK's calls that send an email and check the key, through our own HTTP client; the SDK's own class would
 * create another.
 */
final class ResendEmails extends BaseService {

    private static final MediaType JSON = MediaType.get("application/json");

    private static final int MAX_ID = 120;

    private final ResendHttp http;

    ResendEmails(String apiKey, ResendHttp http) {
        super(apiKey, http);
        this.http = http;
    }

    ResendAnswer send(CreateEmailOptions email, RequestOptions options) {
        return http.perform("/emails", apiKey, HttpMethod.POST, resendMapper.writeValue(email), JSON, options);
    }

    /** Asks for the domains: the smallest request that Resend answers only for a valid key. */
    ResendAnswer askForDomains() {
        return http.perform("/domains", apiKey, HttpMethod.GET, null, JSON, (RequestOptions) null);
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
            return Optional.of(JsonMapper.shared().readTree(answer.getBody()));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
