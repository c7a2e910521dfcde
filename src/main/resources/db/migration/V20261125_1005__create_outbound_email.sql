-- What to send, never the text: text and token are made when the mail is sent, so that no secret lies here.
CREATE TABLE outbound_email (
    id              ${pk},
    created_at      BIGINT       NOT NULL,
    dedupe_key      VARCHAR(200) NOT NULL CONSTRAINT outbound_email_dedupe_unique UNIQUE,
    message_key     VARCHAR(40)  NOT NULL CONSTRAINT outbound_email_message_unique UNIQUE,
    kind            VARCHAR(40)  NOT NULL,
    transport       VARCHAR(20),
    participant_id  BIGINT,
    exchange_id     BIGINT,
    detail          VARCHAR(500) NOT NULL,
    priority        INTEGER      NOT NULL,
    state           VARCHAR(20)  NOT NULL,
    delivery        VARCHAR(20),
    attempts        INTEGER      NOT NULL,
    next_attempt_at BIGINT       NOT NULL,
    claimed_until   BIGINT,
    use_until       BIGINT,
    sent_at         BIGINT,
    provider_id     VARCHAR(120),
    last_error      VARCHAR(1000),
    CONSTRAINT outbound_email_participant FOREIGN KEY (participant_id) REFERENCES participant (id) ON DELETE CASCADE,
    CONSTRAINT outbound_email_exchange FOREIGN KEY (exchange_id) REFERENCES exchange (id) ON DELETE CASCADE
);

CREATE INDEX outbound_email_participant_idx ON outbound_email (participant_id);
CREATE INDEX outbound_email_exchange_idx ON outbound_email (exchange_id);
CREATE INDEX outbound_email_due ON outbound_email (state, next_attempt_at);
CREATE INDEX outbound_email_provider ON outbound_email (provider_id);
