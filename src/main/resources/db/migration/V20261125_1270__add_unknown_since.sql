-- Since when nobody knows whether an e-mail was accepted: a provider knows a repeated one again for a day only.
ALTER TABLE outbound_email ADD COLUMN unknown_since BIGINT;
