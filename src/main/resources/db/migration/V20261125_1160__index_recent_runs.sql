-- The latest runs of one job, and of one outcome, are read from the end.
CREATE INDEX job_execution_recent ON job_execution (job_id, id);
DROP INDEX job_execution_outcome;
CREATE INDEX job_execution_outcome ON job_execution (outcome, id);
