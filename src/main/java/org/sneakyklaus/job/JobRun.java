package org.sneakyklaus.job;

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
class JobRun {

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

    static JobRun started(DueRun due, String node, Instant now) {
        var run = new JobRun(due, node, RunOutcome.RUNNING, now);
        run.startedAt = now;
        return run;
    }

    static JobRun missed(DueRun due, String node, Instant now) {
        return new JobRun(due, node, RunOutcome.MISSED, now);
    }

    void ended(JobOutcome result, Instant now) {
        var error = result.error();
        outcome = error == null ? RunOutcome.SUCCESS : RunOutcome.FAILED;
        summary = result.summary().isEmpty() ? null : line(result.summary(), SUMMARY_LENGTH);
        errorMessage = error == null ? null : line(error, ERROR_LENGTH);
        completedAt = now;
    }

    void interrupted() {
        outcome = RunOutcome.INTERRUPTED;
    }

    // Exception messages may contain line breaks, and characters that PostgreSQL does not store.
    private static String line(String text, int length) {
        var line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= length ? line : line.substring(0, length - 1) + "…";
    }

    long id() {
        return Objects.requireNonNull(id);
    }

    String jobId() {
        return jobId;
    }

    String jobType() {
        return jobType;
    }

    String node() {
        return node;
    }

    RunCause cause() {
        return RunCause.of(cause);
    }

    Instant scheduledAt() {
        return scheduledAt;
    }

    Optional<Instant> startedAt() {
        return Optional.ofNullable(startedAt);
    }

    Optional<Instant> completedAt() {
        return Optional.ofNullable(completedAt);
    }

    RunOutcome outcome() {
        return outcome;
    }

    Optional<String> errorMessage() {
        return Optional.ofNullable(errorMessage);
    }

    Optional<String> summary() {
        return Optional.ofNullable(summary);
    }
}
