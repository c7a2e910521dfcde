package org.sneakyklaus.job.history;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One run of a job, from its start to its end. */
@Entity
@Table(name = "job_execution")
public class JobRun {

    private static final int SUMMARY_LENGTH = 500;
    private static final int ERROR_LENGTH = 2000;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Column(updatable = false)
    private Instant createdAt;

    private String jobId;

    @Column(updatable = false)
    private String jobType;

    private String node;
    private String cause;
    private Instant scheduledAt;
    private @Nullable Instant startedAt;
    private @Nullable Instant completedAt;

    @Enumerated(EnumType.STRING)
    private RunOutcome outcome;

    private @Nullable String errorMessage;
    private @Nullable String summary;

    @SuppressWarnings("NullAway.Init")
    protected JobRun() {}

    private JobRun(DueRun due, String node, RunOutcome outcome, Instant now) {
        this.createdAt = now;
        this.jobId = due.jobId();
        this.jobType = due.type();
        this.node = node;
        this.cause = due.cause().word();
        this.scheduledAt = due.planned();
        this.outcome = outcome;
    }

    public static JobRun started(DueRun due, String node, Instant now) {
        var run = new JobRun(due, node, RunOutcome.RUNNING, now);
        run.startedAt = now;
        return run;
    }

    public static JobRun missed(DueRun due, String node, Instant now) {
        return new JobRun(due, node, RunOutcome.MISSED, now);
    }

    public void ended(JobOutcome result, Instant now) {
        var error = result.error();
        outcome = error == null ? RunOutcome.SUCCESS : RunOutcome.FAILED;
        summary = result.summary().isEmpty() ? null : line(result.summary(), SUMMARY_LENGTH);
        errorMessage = error == null ? null : line(error, ERROR_LENGTH);
        completedAt = now;
    }

    public void interrupted() {
        outcome = RunOutcome.INTERRUPTED;
    }

    // Exception messages may contain line breaks, and characters that PostgreSQL does not store.
    private static String line(String text, int length) {
        var line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= length ? line : line.substring(0, length - 1) + "…";
    }

    public long id() {
        return Objects.requireNonNull(id);
    }

    public String jobId() {
        return jobId;
    }

    public String jobType() {
        return jobType;
    }

    public String node() {
        return node;
    }

    public RunCause cause() {
        return RunCause.of(cause);
    }

    public Instant scheduledAt() {
        return scheduledAt;
    }

    public Optional<Instant> startedAt() {
        return Optional.ofNullable(startedAt);
    }

    public Optional<Instant> completedAt() {
        return Optional.ofNullable(completedAt);
    }

    public RunOutcome outcome() {
        return outcome;
    }

    public Optional<String> errorMessage() {
        return Optional.ofNullable(errorMessage);
    }

    public Optional<String> summary() {
        return Optional.ofNullable(summary);
    }
}
