-- When this database was last put in place from a backup, and as of when that was; both null if never.
ALTER TABLE installation ADD COLUMN restored_at BIGINT;
ALTER TABLE installation ADD COLUMN restored_from BIGINT;
