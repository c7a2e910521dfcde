CREATE TABLE assignment (
    id            ${pk},
    created_at    BIGINT       NOT NULL,
    exchange_id   BIGINT       NOT NULL,
    giver_id      BIGINT       NOT NULL,
    -- Encrypted, so that the database alone tells no pairing; no foreign key can point at it.
    receiver      VARCHAR(200) NOT NULL,
    draw_number   INTEGER      NOT NULL,
    -- The draw number at the giver's last look; no time is kept.
    revealed_draw INTEGER,
    CONSTRAINT assignment_exchange FOREIGN KEY (exchange_id) REFERENCES exchange (id) ON DELETE CASCADE,
    CONSTRAINT assignment_giver FOREIGN KEY (giver_id) REFERENCES participant (id) ON DELETE CASCADE,
    CONSTRAINT assignment_once UNIQUE (exchange_id, giver_id)
);

CREATE INDEX assignment_giver_idx ON assignment (giver_id);
