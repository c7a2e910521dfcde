CREATE TABLE participant (
    id                 ${pk},
    created_at         BIGINT         NOT NULL,
    updated_at         BIGINT         NOT NULL,
    exchange_id        BIGINT         NOT NULL,
    name               VARCHAR(120)   NOT NULL,
    email              VARCHAR(254),
    managed_by         BIGINT,
    gift_ideas         VARCHAR(10000) NOT NULL,
    reminder_enabled   BOOLEAN        NOT NULL,
    added_by_admin     BOOLEAN        NOT NULL,
    confirmed_at       BIGINT,
    withdrawn_at       BIGINT,
    removed_at         BIGINT,
    leave_requested_at BIGINT,
    CONSTRAINT participant_exchange FOREIGN KEY (exchange_id) REFERENCES exchange (id) ON DELETE CASCADE,
    CONSTRAINT participant_managed_by FOREIGN KEY (managed_by) REFERENCES participant (id) ON DELETE SET NULL,
    -- The same address posted twice at once is one person.
    CONSTRAINT participant_once UNIQUE (exchange_id, email)
);

CREATE INDEX participant_managed_by_idx ON participant (managed_by);
CREATE INDEX participant_email ON participant (email);
