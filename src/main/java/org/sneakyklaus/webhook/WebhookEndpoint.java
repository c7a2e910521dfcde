package org.sneakyklaus.webhook;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.support.SecretBox;

/** An address that gets events of one exchange or of the site. */
@Entity
class WebhookEndpoint {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Version
    private long version;

    @Column
    private Instant createdAt;

    @Column
    private @Nullable Long exchangeId;

    @Enumerated(EnumType.STRING)
    private WebhookFormat format;

    private String sealedAddress;
    private String sealedSecret;
    private String events;

    @Column
    private @Nullable Instant pausedAt;

    @Enumerated(EnumType.STRING)
    private @Nullable PauseReason pauseReason;

    @Column
    private @Nullable Instant failingSince;

    @Column
    private boolean toldDegraded;

    private boolean ended;

    @SuppressWarnings("NullAway.Init")
    protected WebhookEndpoint() {}

    @SuppressWarnings("NullAway.Init")
    WebhookEndpoint(
            @Nullable Long exchangeId,
            WebhookFormat format,
            Set<WebhookEvent> events,
            String address,
            String secret,
            SecretBox box,
            Instant now) {
        this.createdAt = now;
        this.exchangeId = exchangeId;
        this.format = format;
        this.events = events.stream().map(WebhookEvent::name).sorted().collect(Collectors.joining(","));
        this.sealedAddress = box.seal(address.getBytes(StandardCharsets.UTF_8), context("address"));
        this.sealedSecret = box.seal(secret.getBytes(StandardCharsets.UTF_8), context("secret"));
    }

    private String context(String what) {
        return "webhook " + what + ' ' + (exchangeId == null ? "site" : exchangeId);
    }

    long id() {
        return Objects.requireNonNull(id);
    }

    Optional<Long> exchangeId() {
        return Optional.ofNullable(exchangeId);
    }

    WebhookFormat format() {
        return format;
    }

    Set<WebhookEvent> events() {
        var subscribed = EnumSet.noneOf(WebhookEvent.class);
        Arrays.stream(events.split(",")).map(WebhookEvent::valueOf).forEach(subscribed::add);
        return subscribed;
    }

    /** Returns the address; empty if it was sealed with another key. */
    Optional<String> address(SecretBox box) {
        return box.open(sealedAddress, context("address")).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** Returns the secret; empty if it was sealed with another key. */
    Optional<String> secret(SecretBox box) {
        return box.open(sealedSecret, context("secret")).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    Optional<PauseReason> pauseReason() {
        return Optional.ofNullable(pauseReason);
    }

    boolean isPaused() {
        return pausedAt != null;
    }

    Optional<Instant> failingSince() {
        return Optional.ofNullable(failingSince);
    }

    /** Whether its exchange is deleted: it goes once that is sent. */
    boolean isEnded() {
        return ended;
    }

    void pause(PauseReason reason, Instant now) {
        if (pausedAt == null) {
            pausedAt = now;
            pauseReason = reason;
        }
    }

    void resume() {
        pausedAt = null;
        pauseReason = null;
        failingSince = null;
    }

    void end() {
        ended = true;
    }
}
