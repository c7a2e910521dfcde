-- Since when an exchange is over for good: completed, its date passed, and its pairs remembered where that is wanted.
-- Those completed so far were remembered when they were completed.
ALTER TABLE exchange ADD COLUMN over_since BIGINT;
UPDATE exchange SET over_since = completed_at WHERE state = 'COMPLETED';
