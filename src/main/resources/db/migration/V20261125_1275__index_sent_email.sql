-- What was sent today is counted before each e-mail where there is a daily limit.
CREATE INDEX outbound_email_sent ON outbound_email (sent_at);
