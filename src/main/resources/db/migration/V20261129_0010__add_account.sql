-- The account of an organiser who takes part, at most once in each exchange.
ALTER TABLE participant ADD COLUMN account BIGINT
    CONSTRAINT participant_account REFERENCES admin (id) ON DELETE SET NULL;

CREATE UNIQUE INDEX participant_account_once ON participant (account, exchange_id);
