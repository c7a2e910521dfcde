CREATE TABLE exchange (
    id                      ${pk},
    created_at              BIGINT        NOT NULL,
    updated_at              BIGINT        NOT NULL,
    version                 BIGINT        NOT NULL,
    slug                    VARCHAR(40)   NOT NULL CONSTRAINT exchange_slug_unique UNIQUE,
    name                    VARCHAR(120)  NOT NULL,
    description             VARCHAR(5000) NOT NULL,
    budget                  VARCHAR(60)   NOT NULL,
    max_participants        INTEGER,
    name_in_mail            BOOLEAN       NOT NULL,
    locale                  VARCHAR(20)   NOT NULL,
    theme                   VARCHAR(20)   NOT NULL,
    organiser_name          VARCHAR(120)  NOT NULL,
    organiser_contact       VARCHAR(254)  NOT NULL,
    series_id               VARCHAR(40)   NOT NULL,
    remember_pairs          BOOLEAN       NOT NULL,
    registration_close_date BIGINT,
    exchange_date           BIGINT        NOT NULL,
    timezone                VARCHAR(60)   NOT NULL,
    state                   VARCHAR(30)   NOT NULL,
    draw_number             INTEGER       NOT NULL,
    completed_at            BIGINT,
    cancelled_at            BIGINT,
    purge_warned_at         BIGINT
);

-- The nightly jobs ask by state and date.
CREATE INDEX exchange_state_date ON exchange (state, exchange_date);
CREATE INDEX exchange_series ON exchange (series_id);
