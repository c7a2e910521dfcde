-- Outlives the purge on purpose: keyed hashes say nothing by themselves.
CREATE TABLE past_pair (
    id         ${pk},
    created_at BIGINT      NOT NULL,
    series_id  VARCHAR(40) NOT NULL,
    drawn_at   BIGINT      NOT NULL,
    pair_hash  VARCHAR(64) NOT NULL,
    CONSTRAINT past_pair_once UNIQUE (series_id, drawn_at, pair_hash)
);
