package org.sneakyklaus.webhook.resend;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.sneakyklaus.outbox.DeliveryReports;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;

/**
 * Receives Resend's events about accepted emails. Without a signature, the response reveals only that it is missing.
 * Repeated events change nothing. Resend repeats an event until the response is 2xx.
 */
@RestController
class ResendWebhookController {

    // A hundred times what Resend sends.
    private static final int MAX_BODY = 256 * 1024;

    private final ResendSignature signature;
    private final ResendNews news;
    private final DeliveryReports deliveries;

    ResendWebhookController(ResendSignature signature, ResendNews news, DeliveryReports deliveries) {
        this.signature = signature;
        this.news = news;
        this.deliveries = deliveries;
    }

    @PostMapping("/webhooks/resend")
    ResponseEntity<Void> take(
            @RequestHeader(name = "svix-id", defaultValue = "") String id,
            @RequestHeader(name = "svix-timestamp", defaultValue = "") String timestamp,
            @RequestHeader(name = "svix-signature", defaultValue = "") String signatures,
            HttpServletRequest request)
            throws IOException {
        if (!signature.isConfigured()) {
            return answer(HttpStatus.NOT_FOUND);
        }
        var body = request.getInputStream().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            return answer(HttpStatus.CONTENT_TOO_LARGE);
        }
        return answer(signature.fits(id, timestamp, signatures, body) ? note(body) : HttpStatus.UNAUTHORIZED);
    }

    private HttpStatus note(byte[] body) {
        try {
            var isNoted = news.read(body).map(deliveries::note).orElse(true);
            return isNoted ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE;
        } catch (JacksonException e) {
            return HttpStatus.BAD_REQUEST;
        }
    }

    private static ResponseEntity<Void> answer(HttpStatus status) {
        return ResponseEntity.status(status).build();
    }
}
