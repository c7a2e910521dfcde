-- New each time that a pairing is remembered. An exchange may be postponed and be over again with the same pairing: in
-- two backups, those of its people who changed their address between would else stand out from the others.
-- Empty: remembered before, and hashed without.
ALTER TABLE past_pair ADD COLUMN salt VARCHAR(36) NOT NULL DEFAULT '';
