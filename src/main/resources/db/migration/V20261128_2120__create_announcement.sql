-- What the organiser wrote to all participants.
CREATE TABLE announcement (
    id          ${pk},
    created_at  BIGINT        NOT NULL,
    exchange_id BIGINT        NOT NULL,
    text        VARCHAR(2000) NOT NULL,
    CONSTRAINT announcement_exchange FOREIGN KEY (exchange_id) REFERENCES exchange (id) ON DELETE CASCADE
);

CREATE INDEX announcement_exchange_idx ON announcement (exchange_id);
