package org.sneakyklaus.job;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Lists the upcoming runs for exchanges. */
@Component
@Transactional(readOnly = true)
public class ComingRuns {

    private final ExchangeTriggers triggers;
    private final ExchangeQueries exchanges;

    ComingRuns(ExchangeTriggers triggers, ExchangeQueries exchanges) {
        this.triggers = triggers;
        this.exchanges = exchanges;
    }

    /**
     * Returns the next runs by exchange, the exchange with the earliest run first.
     *
     * @param atMost maximum number of runs
     */
    public List<ComingView> next(int atMost) {
        Map<Long, List<PlannedRun>> planned = triggers.next(atMost).stream()
                .collect(Collectors.groupingBy(PlannedRun::exchangeId, LinkedHashMap::new, Collectors.toList()));
        var names = exchanges.names(planned.keySet());
        return planned.entrySet().stream()
                .map(entry -> new ComingView(entry.getKey(), names.getOrDefault(entry.getKey(), ""), entry.getValue()))
                .toList();
    }
}
