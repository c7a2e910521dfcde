-- Whether the join page shows the description to everyone with the link.
ALTER TABLE exchange ADD COLUMN description_public BOOLEAN NOT NULL DEFAULT FALSE;
