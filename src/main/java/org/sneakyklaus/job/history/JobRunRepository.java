package org.sneakyklaus.job.history;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Stores the runs of jobs. */
public interface JobRunRepository extends Repository<JobRun, Long> {

    /** Number of runs of a job with one outcome. */
    record Count(String jobId, RunOutcome outcome, long runs) {}

    JobRun save(JobRun run);

    Optional<JobRun> findById(long id);

    List<JobRun> findByOutcomeOrderByIdDesc(RunOutcome outcome, Limit limit);

    List<JobRun> findByJobIdAndOutcome(String jobId, RunOutcome outcome);

    List<JobRun> findByJobIdOrderByIdDesc(String jobId, Limit limit);

    boolean existsByJobIdAndStartedAtAfter(String jobId, Instant startedAt);

    boolean existsByJobIdAndScheduledAt(String jobId, Instant scheduledAt);

    List<JobRun> findByJobIdAndScheduledAtAndCause(String jobId, Instant scheduledAt, String cause);

    @Query("select r from JobRun r where (:type is null or r.jobType = :type)"
            + " and (:outcome is null or r.outcome = :outcome)")
    Page<JobRun> findAll(@Nullable String type, @Nullable RunOutcome outcome, Pageable page);

    @Query("select new org.sneakyklaus.job.history.JobRunRepository$Count(r.jobId, r.outcome, count(*)) from JobRun r"
            + " where r.scheduledAt >= :since group by r.jobId, r.outcome")
    List<Count> countByJobAndOutcome(Instant since);

    @Modifying
    @Query("delete from JobRun r where r.id in (select o.id from JobRun o"
            + " where o.scheduledAt < :before and o.outcome <> RUNNING order by o.scheduledAt limit :atMost)")
    int deleteOlder(Instant before, int atMost);
}
