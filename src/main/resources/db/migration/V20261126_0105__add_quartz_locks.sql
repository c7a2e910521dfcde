-- Quartz makes them when it first needs one. Two nodes that start at once would both make it, and one would fail.
INSERT INTO QRTZ_LOCKS (SCHED_NAME, LOCK_NAME)
VALUES ('klaus', 'TRIGGER_ACCESS'), ('klaus', 'STATE_ACCESS')
ON CONFLICT DO NOTHING;
