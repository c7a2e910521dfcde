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

/** The SDK's calls that send an e-mail and try the key, through our own HTTP client; the SDK's own class would make itself another. */
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

    /** The least that Resend answers to nobody without a right key. */
    ResendAnswer askForDomains() {
        return http.perform("/domains", apiKey, HttpMethod.GET, null, JSON, (RequestOptions) null);
    }

    /** What Resend calls the e-mail; nothing when the answer does not say so, and hence is hardly one of Resend's. */
    static Optional<String> idIn(ResendAnswer answer) {
        return json(answer)
                .map(created -> created.path("id").stringValue(""))
                .filter(id -> !id.isBlank() && id.length() <= MAX_ID);
    }

    /** Whether it is a list, as of the domains. */
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
