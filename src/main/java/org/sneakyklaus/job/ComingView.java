package org.sneakyklaus.job;

import java.time.Instant;
import java.util.List;

/** What will happen by itself in one exchange, the next first. */
public record ComingView(long exchangeId, String exchangeName, List<Coming> runs) {

    /**
     * One thing that will happen.
     *
     * @param type {@code reminder} or {@code close_registration}
     */
    public record Coming(String jobId, String type, Instant at) {}
}
