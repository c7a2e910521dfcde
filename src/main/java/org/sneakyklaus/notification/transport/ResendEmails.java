package org.sneakyklaus.notification.transport;

import com.resend.core.net.HttpMethod;
import com.resend.core.net.RequestOptions;
import com.resend.core.service.BaseService;
import com.resend.services.emails.model.CreateEmailOptions;
import com.resend.services.emails.model.CreateEmailResponse;
import okhttp3.MediaType;
import org.jspecify.annotations.Nullable;

/** The SDK's calls that send an e-mail and try the key, through our own HTTP client; the SDK's own class would make itself another. */
final class ResendEmails extends BaseService {

    private static final MediaType JSON = MediaType.get("application/json");

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

    /** What Resend calls the e-mail, or null when the answer does not say so. */
    @Nullable
    String idIn(ResendAnswer answer) {
        var created = resendMapper.readValue(answer.getBody(), CreateEmailResponse.class);
        return created == null ? null : created.getId();
    }
}
