package org.sneakyklaus.job;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Stores the runs of jobs. */
interface JobRunRepository extends Repository<JobRun, Long> {

    JobRun save(JobRun run);

    Optional<JobRun> findById(long id);

    List<JobRun> findByOutcome(RunOutcome outcome);

    List<JobRun> findByJobIdAndOutcome(String jobId, RunOutcome outcome);

    List<JobRun> findByJobIdOrderById(String jobId);

    Optional<JobRun> findFirstByJobIdOrderByIdDesc(String jobId);

    @Modifying
    @Query("delete from JobRun r where r.id in (select o.id from JobRun o"
            + " where o.scheduledAt < :before and o.outcome <> RUNNING order by o.scheduledAt limit :atMost)")
    int deleteOlder(Instant before, int atMost);

    List<JobRun> findFirst50ByOrderByIdDesc();
}
