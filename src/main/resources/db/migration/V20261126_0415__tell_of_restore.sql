-- The backup that this database was put in place from, until the log of a start has told it.
ALTER TABLE installation ADD COLUMN untold_restore VARCHAR(1000);
