-- Addresses that are told of events: of one exchange, or of the whole site if exchange_id is null. No foreign key: the
-- deletion of an exchange is told after it. Chat addresses are secrets, so address and secret are sealed.
CREATE TABLE webhook_endpoint (
    id              ${pk},
    version         BIGINT        NOT NULL,
    created_at      BIGINT        NOT NULL,
    exchange_id     BIGINT,
    format          VARCHAR(20)   NOT NULL,
    sealed_address  VARCHAR(6000) NOT NULL,
    sealed_secret   VARCHAR(200)  NOT NULL,
    events          VARCHAR(1000) NOT NULL,
    paused_at       BIGINT,
    pause_reason    VARCHAR(20),
    failing_since   BIGINT,
    told_degraded   BOOLEAN       NOT NULL,
    ended           BOOLEAN       NOT NULL
);

CREATE INDEX webhook_endpoint_exchange_idx ON webhook_endpoint (exchange_id);

CREATE TABLE webhook_delivery (
    id              ${pk},
    created_at      BIGINT        NOT NULL,
    dedupe_key      VARCHAR(200)  NOT NULL CONSTRAINT webhook_delivery_dedupe_unique UNIQUE,
    message_key     VARCHAR(40)   NOT NULL CONSTRAINT webhook_delivery_message_unique UNIQUE,
    endpoint_id     BIGINT        NOT NULL,
    exchange_id     BIGINT,
    event           VARCHAR(40)   NOT NULL,
    data            VARCHAR(2000) NOT NULL,
    transport       VARCHAR(20),
    state           VARCHAR(20)   NOT NULL,
    attempts        INTEGER       NOT NULL,
    next_attempt_at BIGINT        NOT NULL,
    claimed_until   BIGINT,
    unknown_since   BIGINT,
    sent_at         BIGINT,
    provider_id     VARCHAR(120),
    last_error      VARCHAR(1000),
    CONSTRAINT webhook_delivery_endpoint FOREIGN KEY (endpoint_id) REFERENCES webhook_endpoint (id) ON DELETE CASCADE
);

CREATE INDEX webhook_delivery_endpoint_idx ON webhook_delivery (endpoint_id, state, id);
CREATE INDEX webhook_delivery_exchange_idx ON webhook_delivery (exchange_id);
CREATE INDEX webhook_delivery_due ON webhook_delivery (state, next_attempt_at);
CREATE INDEX webhook_delivery_created ON webhook_delivery (created_at);
