package org.sneakyklaus.benchmark;

import java.security.SecureRandom;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.sneakyklaus.benchmark.DrawSpeed.Rules;
import org.sneakyklaus.matching.Feasibility;
import org.sneakyklaus.matching.Matcher;
import org.sneakyklaus.matching.MatchingProblem;
import org.sneakyklaus.matching.MatchingResult;
import org.sneakyklaus.matching.MatchingResult.Matched;
import org.sneakyklaus.matching.PairingRepair;
import org.sneakyklaus.matching.Problems;

/** What {@link DrawBenchmark} has measured: one of the group leaves after the draw. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgs = "-Xmx512m")
public class RepairSpeed {

    private static final int GROUPS = 8;
    private static final long LEAVER = 0;

    private record Adjustment(MatchingProblem problem, Map<Long, Long> previous) {}

    @Param("1000")
    int people = 1_000;

    @Param("HOUSEHOLDS")
    Rules rules = Rules.HOUSEHOLDS;

    private final SecureRandom secret = new SecureRandom();
    private Adjustment[] adjustments = {};
    private int next;

    @Setup
    public void draw() {
        var random = new Random(1);
        adjustments = Stream.generate(() -> adjust(random))
                .filter(adjust -> Feasibility.obstacle(adjust.problem).isEmpty())
                .limit(GROUPS)
                .toArray(Adjustment[]::new);
    }

    private Adjustment adjust(RandomGenerator random) {
        var before = rules.problem(people + 1, random);
        var drawn = (Matched) Matcher.draw(before, random);
        return new Adjustment(Problems.without(LEAVER, before), drawn.receiverByGiver());
    }

    @Benchmark
    public MatchingResult adjust() {
        next = (next + 1) % GROUPS;
        var adjust = adjustments[next];
        return PairingRepair.repair(adjust.problem, adjust.previous, secret);
    }
}
