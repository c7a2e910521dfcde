CREATE TABLE magic_token (
    id             ${pk},
    created_at     BIGINT       NOT NULL,
    token_hash     VARCHAR(64)  NOT NULL CONSTRAINT magic_token_hash_unique UNIQUE,
    token_type     VARCHAR(20)  NOT NULL,
    origin         VARCHAR(10)  NOT NULL,
    email          VARCHAR(254) NOT NULL,
    participant_id BIGINT,
    exchange_id    BIGINT,
    code_hash      VARCHAR(64),
    code_tries     INTEGER      NOT NULL,
    browser_hash   VARCHAR(64),
    expires_at     BIGINT       NOT NULL,
    used_at        BIGINT,
    CONSTRAINT magic_token_participant FOREIGN KEY (participant_id) REFERENCES participant (id) ON DELETE CASCADE,
    CONSTRAINT magic_token_exchange FOREIGN KEY (exchange_id) REFERENCES exchange (id) ON DELETE CASCADE
);

CREATE INDEX magic_token_participant_idx ON magic_token (participant_id);
CREATE INDEX magic_token_exchange_idx ON magic_token (exchange_id);
CREATE INDEX magic_token_expires ON magic_token (expires_at);
CREATE INDEX magic_token_used ON magic_token (used_at);
