CREATE TABLE notification_preference (
    id                  ${pk},
    created_at          BIGINT  NOT NULL,
    exchange_id         BIGINT  NOT NULL CONSTRAINT notification_preference_once UNIQUE,
    new_registration    BOOLEAN NOT NULL,
    withdrawal          BOOLEAN NOT NULL,
    registration_closed BOOLEAN NOT NULL,
    drawn               BOOLEAN NOT NULL,
    completed           BOOLEAN NOT NULL,
    CONSTRAINT notification_preference_exchange FOREIGN KEY (exchange_id) REFERENCES exchange (id) ON DELETE CASCADE
);
