-- Whether names are drawn at the close date, too.
ALTER TABLE exchange ADD COLUMN draw_on_close BOOLEAN NOT NULL DEFAULT FALSE;
