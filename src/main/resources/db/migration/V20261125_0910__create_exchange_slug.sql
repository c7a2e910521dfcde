-- Links that the admin has replaced: they lead to sign-in only.
CREATE TABLE exchange_slug (
    id          ${pk},
    created_at  BIGINT      NOT NULL,
    slug        VARCHAR(40) NOT NULL CONSTRAINT exchange_slug_retired_unique UNIQUE,
    exchange_id BIGINT      NOT NULL,
    retired_at  BIGINT      NOT NULL,
    CONSTRAINT exchange_slug_exchange FOREIGN KEY (exchange_id) REFERENCES exchange (id) ON DELETE CASCADE
);

CREATE INDEX exchange_slug_exchange_idx ON exchange_slug (exchange_id);
