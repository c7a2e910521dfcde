package org.sneakyklaus.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/**
 * Somebody who knows the rules, how the application draws and mends, and what some people are shown, and works out from
 * that how likely each pair is (a particle filter: N. Gordon, D. Salmond and A. Smith 1993). What is done to the pairing is
 * done to many imagined ones as well, by the application's own code; those stay that show the same.
 */
final class Observer {

    /** For one that must stay, so many are tried at the most: what was seen is that unlikely then. */
    private static final int TRIES = 400;

    private static final int MOST = 100_000;

    /** What comes of an imagined pairing: the next, and what is shown of it. */
    record Outcome(Map<Long, Long> pairing, Map<Long, Long> shown) {}

    /** What was done, and what was really shown. */
    record Step(Function<Map<Long, Long>, Outcome> act, Map<Long, Long> shown) {}

    private final Random random;
    private final List<Step> steps = new ArrayList<>();
    private int size;
    private List<Map<Long, Long>> imagined = List.of(Map.of());

    /** @param size how many pairings are imagined; a likelihood is exact to about 1 / (2 √size) */
    Observer(int size, Random random) {
        this.size = size;
        this.random = random;
    }

    /** The same, having imagined more pairings. */
    Observer closer(int more) {
        var closer = new Observer(more, random);
        steps.forEach(closer::see);
        return closer;
    }

    /** What comes next depends on nothing that was done before. */
    void forget() {
        steps.clear();
        imagined = List.of(Map.of());
    }

    void see(Step step) {
        steps.add(step);
        imagined = after(step);
        // What really was is not among what was imagined any more.
        while (imagined.isEmpty()) {
            size *= 4;
            assertThat(size)
                    .as("imagined in vain: %s in step %s", step.shown(), steps.size())
                    .isLessThan(MOST);
            imagined = List.of(Map.of());
            for (var i = 0; i < steps.size() && !imagined.isEmpty(); i++) {
                imagined = after(steps.get(i));
            }
        }
    }

    private List<Map<Long, Long>> after(Step step) {
        var next = new ArrayList<Map<Long, Long>>();
        for (long tried = 0; next.size() < size && tried < (long) size * TRIES; tried++) {
            var outcome = step.act().apply(imagined.get(random.nextInt(imagined.size())));
            if (outcome.shown().equals(step.shown())) {
                next.add(outcome.pairing());
            }
        }
        return next;
    }

    /** By giver and receiver how likely the pair is. */
    Map<Long, Map<Long, Double>> likelihoods() {
        var likelihoods = new HashMap<Long, Map<Long, Double>>();
        for (var pairing : imagined) {
            pairing.forEach((giver, receiver) -> likelihoods
                    .computeIfAbsent(giver, any -> new HashMap<>())
                    .merge(receiver, 1.0 / imagined.size(), Double::sum));
        }
        return likelihoods;
    }
}
