-- Which e-mail has waited longest is asked for again and again, and must not take longer the more there are.
CREATE INDEX outbound_email_waiting ON outbound_email (state, created_at);
