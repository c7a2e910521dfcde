-- What a browser typed into the form to join, sealed; it can correct the address for an hour.
CREATE TABLE typed_registration (
    id          ${pk},
    created_at  BIGINT         NOT NULL,
    exchange_id BIGINT         NOT NULL,
    token_hash  VARCHAR(64)    NOT NULL CONSTRAINT typed_registration_token_unique UNIQUE,
    typed       VARCHAR(60000) NOT NULL,
    holds_place BOOLEAN        NOT NULL,
    expires_at  BIGINT         NOT NULL,
    CONSTRAINT typed_registration_exchange FOREIGN KEY (exchange_id) REFERENCES exchange (id) ON DELETE CASCADE
);

CREATE INDEX typed_registration_exchange_idx ON typed_registration (exchange_id);
CREATE INDEX typed_registration_expires ON typed_registration (expires_at);
