CREATE TABLE suppressed_address (
    id           ${pk},
    created_at   BIGINT      NOT NULL,
    address_hash VARCHAR(64) NOT NULL,
    exchange_id  BIGINT,
    reason       VARCHAR(20) NOT NULL,
    CONSTRAINT suppressed_address_exchange FOREIGN KEY (exchange_id) REFERENCES exchange (id) ON DELETE CASCADE,
    CONSTRAINT suppressed_address_once UNIQUE (address_hash, exchange_id)
);

CREATE INDEX suppressed_address_exchange_idx ON suppressed_address (exchange_id);
