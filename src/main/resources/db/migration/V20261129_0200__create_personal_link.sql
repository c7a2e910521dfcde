-- Who may take part by a personal link: NONE, ORGANISER (whoever the organiser adds) or ANYBODY.
ALTER TABLE exchange ADD COLUMN personal_links VARCHAR(16) NOT NULL DEFAULT 'ORGANISER';

-- The link of a participant who signs in with it and a word of their own.
CREATE TABLE personal_link (
    participant_id BIGINT       NOT NULL PRIMARY KEY,
    created_at     BIGINT       NOT NULL,
    token_hash     VARCHAR(64)  NOT NULL,
    word_hash      VARCHAR(200),
    opened_at      BIGINT,
    wrong_tries    INTEGER      NOT NULL,
    stopped        BOOLEAN      NOT NULL,
    CONSTRAINT personal_link_participant FOREIGN KEY (participant_id) REFERENCES participant (id) ON DELETE CASCADE,
    CONSTRAINT personal_link_token UNIQUE (token_hash)
);

-- How often a wrong word was typed at a participant's link on a day.
CREATE TABLE wrong_word (
    participant_id BIGINT      NOT NULL,
    day            VARCHAR(10) NOT NULL,
    tries          INTEGER     NOT NULL,
    PRIMARY KEY (participant_id, day),
    CONSTRAINT wrong_word_participant FOREIGN KEY (participant_id) REFERENCES participant (id) ON DELETE CASCADE
);
