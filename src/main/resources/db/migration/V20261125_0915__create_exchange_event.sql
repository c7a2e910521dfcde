CREATE TABLE exchange_event (
    id          ${pk},
    created_at  BIGINT       NOT NULL,
    exchange_id BIGINT       NOT NULL,
    kind        VARCHAR(30)  NOT NULL,
    detail      VARCHAR(200) NOT NULL,
    CONSTRAINT exchange_event_exchange FOREIGN KEY (exchange_id) REFERENCES exchange (id) ON DELETE CASCADE
);

CREATE INDEX exchange_event_exchange_idx ON exchange_event (exchange_id);
