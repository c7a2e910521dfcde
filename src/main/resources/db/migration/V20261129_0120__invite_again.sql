-- Whether those of its series who agreed are invited when this draft opens.
ALTER TABLE exchange ADD COLUMN invite_again BOOLEAN NOT NULL DEFAULT FALSE;
