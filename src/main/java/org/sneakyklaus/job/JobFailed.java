package org.sneakyklaus.job;

/** A run of a job failed; published within the transaction that records it. */
public record JobFailed(String jobId) {}
