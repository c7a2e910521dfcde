package org.sneakyklaus.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What we do and what it is compared with, done in turn, so that whatever else the machine does meets both. A first round
 * warms up and does not count.
 */
record InTurn(Times ours, Times bare) {

    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 5);

    /**
     * @param ours prepares what it needs, and returns how long its work took
     * @param bare the same with the other
     */
    static InTurn measure(Supplier<Duration> ours, Supplier<Duration> bare) {
        var times = new ArrayList<Duration>();
        var bareTimes = new ArrayList<Duration>();
        for (var round = 0; round <= ROUNDS; round++) {
            times.add(ours.get());
            bareTimes.add(bare.get());
        }
        return new InTurn(withoutFirst(times), withoutFirst(bareTimes));
    }

    private static Times withoutFirst(List<Duration> times) {
        return Times.of(times.subList(1, times.size()));
    }

    /** How many times as long ours takes, by the medians. */
    double ratio() {
        return (double) ours.median().toNanos() / bare.median().toNanos();
    }
}
