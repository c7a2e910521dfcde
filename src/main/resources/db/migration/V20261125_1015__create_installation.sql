CREATE TABLE installation (
    id              ${pk},
    created_at      BIGINT      NOT NULL,
    -- Tells a wrong or missing secret key at start, without telling the key.
    key_fingerprint VARCHAR(64) NOT NULL
);
