-- Whether they asked for an invitation to the next exchange when they joined; false once that is recorded.
ALTER TABLE participant ADD COLUMN invitation_wanted BOOLEAN NOT NULL DEFAULT FALSE;
