CREATE TABLE rate_limit (
    id           ${pk},
    created_at   BIGINT       NOT NULL,
    key          VARCHAR(120) NOT NULL CONSTRAINT rate_limit_key_unique UNIQUE,
    attempts     INTEGER      NOT NULL,
    window_start BIGINT       NOT NULL,
    expires_at   BIGINT       NOT NULL
);

CREATE INDEX rate_limit_expires ON rate_limit (expires_at);
