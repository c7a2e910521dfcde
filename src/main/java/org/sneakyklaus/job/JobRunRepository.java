package org.sneakyklaus.job;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

/** Stores the runs of jobs. */
interface JobRunRepository extends Repository<JobRun, Long> {

    JobRun save(JobRun run);

    Optional<JobRun> findById(long id);

    List<JobRun> findByOutcome(RunOutcome outcome);

    List<JobRun> findByJobIdAndOutcome(String jobId, RunOutcome outcome);

    List<JobRun> findByJobIdOrderById(String jobId);

    Optional<JobRun> findFirstByJobIdOrderByIdDesc(String jobId);

    List<JobRun> findFirst50ByOrderByIdDesc();
}
