package org.sneakyklaus.job;

import java.time.Instant;
import java.util.List;

/** The upcoming runs for one exchange, earliest first. */
public record ComingView(long exchangeId, String exchangeName, List<Coming> runs) {

    /**
     * One upcoming run.
     *
     * @param type {@code reminder} or {@code close_registration}
     */
    public record Coming(String jobId, String type, Instant at) {}
}
