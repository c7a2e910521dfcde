-- Who wants to be invited to the next exchange of a series. It outlives the exchange, so name and address are sealed and
-- padded: without the key only the number of rows is known.
CREATE TABLE series_invitation (
    id           ${pk},
    created_at   BIGINT        NOT NULL,
    series_id    VARCHAR(40)   NOT NULL,
    address_hash VARCHAR(64)   NOT NULL,
    sealed       VARCHAR(1100) NOT NULL,
    kept_until   BIGINT        NOT NULL,
    CONSTRAINT series_invitation_once UNIQUE (series_id, address_hash)
);

CREATE INDEX series_invitation_kept ON series_invitation (kept_until);
