CREATE TABLE admin (
    id            ${pk},
    created_at    BIGINT       NOT NULL,
    updated_at    BIGINT       NOT NULL,
    -- There is one administrator per installation: two set-ups at once cannot both win.
    only_one      INTEGER      NOT NULL DEFAULT 1 CONSTRAINT admin_only_one CHECK (only_one = 1),
    email         VARCHAR(254) NOT NULL,
    confirmed_at  BIGINT,
    password_hash VARCHAR(255) NOT NULL,
    timezone      VARCHAR(60)  NOT NULL,
    locale        VARCHAR(20)  NOT NULL,
    CONSTRAINT admin_one UNIQUE (only_one)
);
