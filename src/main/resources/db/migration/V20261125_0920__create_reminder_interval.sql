CREATE TABLE reminder_interval (
    id          ${pk},
    created_at  BIGINT  NOT NULL,
    exchange_id BIGINT  NOT NULL,
    days_before INTEGER NOT NULL,
    CONSTRAINT reminder_interval_exchange FOREIGN KEY (exchange_id) REFERENCES exchange (id) ON DELETE CASCADE,
    CONSTRAINT reminder_interval_unique UNIQUE (exchange_id, days_before)
);
