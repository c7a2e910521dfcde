CREATE TABLE exclusion_rule (
    id               ${pk},
    created_at       BIGINT  NOT NULL,
    exchange_id      BIGINT  NOT NULL,
    participant_a_id BIGINT  NOT NULL,
    participant_b_id BIGINT  NOT NULL,
    mutual           BOOLEAN NOT NULL,
    CONSTRAINT exclusion_rule_exchange FOREIGN KEY (exchange_id) REFERENCES exchange (id) ON DELETE CASCADE,
    CONSTRAINT exclusion_rule_a FOREIGN KEY (participant_a_id) REFERENCES participant (id) ON DELETE CASCADE,
    CONSTRAINT exclusion_rule_b FOREIGN KEY (participant_b_id) REFERENCES participant (id) ON DELETE CASCADE,
    CONSTRAINT exclusion_rule_once UNIQUE (exchange_id, participant_a_id, participant_b_id),
    CONSTRAINT exclusion_rule_two_people CHECK (participant_a_id <> participant_b_id)
);

CREATE INDEX exclusion_rule_a_idx ON exclusion_rule (participant_a_id);
CREATE INDEX exclusion_rule_b_idx ON exclusion_rule (participant_b_id);
