-- When the operator confirmed that they keep a copy of this secret key; null if not yet.
ALTER TABLE installation ADD COLUMN key_kept_at BIGINT;
