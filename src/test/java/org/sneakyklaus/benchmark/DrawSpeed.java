package org.sneakyklaus.benchmark;

import java.security.SecureRandom;
import java.util.List;
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
import org.sneakyklaus.matching.DrawAnalysis;
import org.sneakyklaus.matching.Feasibility;
import org.sneakyklaus.matching.Matcher;
import org.sneakyklaus.matching.MatchingProblem;
import org.sneakyklaus.matching.MatchingResult;
import org.sneakyklaus.matching.Problems;

/** What {@link DrawBenchmark} has measured: draws in turn for several groups under rules of one kind. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgs = "-Xmx512m")
public class DrawSpeed {

    private static final int GROUPS = 8;

    /** The kinds of rules. */
    public enum Rules {
        COUPLES("couples"),
        HOUSEHOLDS("households of 4"),
        YEARS("households of 4 and 3 earlier years"),
        TEN_YEARS("10 earlier years"),
        TWO_TEAMS("two teams that give across"),
        LISTS("lists of 3 recipients"),
        TWO_OFFICES("two offices that share one person"),
        IMPOSSIBLE("impossible: 6 may only give to 5");

        private final String title;

        Rules(String title) {
            this.title = title;
        }

        /** What they are called in the table. */
        String title() {
            return title;
        }

        MatchingProblem problem(int people, RandomGenerator random) {
            return switch (this) {
                case COUPLES -> Problems.households(people, 2);
                case HOUSEHOLDS -> Problems.households(people, 4);
                case YEARS -> Problems.households(people, 4, 3, random);
                case TEN_YEARS -> Problems.households(people, 1, 10, random);
                case TWO_TEAMS -> Problems.twoTeams(people);
                case LISTS -> Problems.lists(people, 3, random);
                case TWO_OFFICES -> Problems.sharing(people, 1, people / 2);
                case IMPOSSIBLE -> Problems.sixForFive(people);
            };
        }
    }

    @Param("10")
    int people = 10;

    @Param("COUPLES")
    Rules rules = Rules.COUPLES;

    private final SecureRandom secret = new SecureRandom();
    private List<MatchingProblem> problems = List.of();
    private int next;

    @Setup
    public void collectRules() {
        var random = new Random(1);
        problems = Stream.generate(() -> rules.problem(people, random))
                .limit(GROUPS)
                .toList();
    }

    private MatchingProblem problem() {
        next = (next + 1) % GROUPS;
        return problems.get(next);
    }

    @Benchmark
    public MatchingResult draw() {
        return Matcher.draw(problem(), secret);
    }

    /** What a page asks while rules are edited. */
    @Benchmark
    public Object preview() {
        var problem = problem();
        var obstacle = Feasibility.obstacle(problem);
        return obstacle.isPresent() ? obstacle : DrawAnalysis.of(problem);
    }
}
