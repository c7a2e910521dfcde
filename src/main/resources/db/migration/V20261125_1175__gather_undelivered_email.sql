-- When the admin was told that this e-mail got stuck or came back: each is told of once.
ALTER TABLE outbound_email ADD COLUMN digested_at BIGINT;
