package org.sneakyklaus.job;

import java.util.List;

/** The upcoming runs for one exchange, earliest first. */
public record ComingView(long exchangeId, String exchangeName, List<PlannedRun> runs) {}
