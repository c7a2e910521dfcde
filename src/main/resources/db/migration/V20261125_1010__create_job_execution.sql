CREATE TABLE job_execution (
    id            ${pk},
    created_at    BIGINT       NOT NULL,
    job_id        VARCHAR(120) NOT NULL,
    job_type      VARCHAR(60)  NOT NULL,
    node          VARCHAR(120) NOT NULL,
    cause         VARCHAR(20)  NOT NULL,
    scheduled_at  BIGINT       NOT NULL,
    started_at    BIGINT,
    completed_at  BIGINT,
    outcome       VARCHAR(20)  NOT NULL,
    error_message VARCHAR(2000),
    summary       VARCHAR(500)
);

CREATE INDEX job_execution_job ON job_execution (job_id, scheduled_at);
CREATE INDEX job_execution_scheduled ON job_execution (scheduled_at);
CREATE INDEX job_execution_outcome ON job_execution (outcome);
