-- Who must not draw whom, among those of a series who want to be invited: both hashes, sealed, or the rows would show who
-- has many rules.
CREATE TABLE series_rule (
    id         ${pk},
    created_at BIGINT       NOT NULL,
    series_id  VARCHAR(40)  NOT NULL,
    sealed     VARCHAR(300) NOT NULL
);

CREATE INDEX series_rule_series_idx ON series_rule (series_id);
