package org.sneakyklaus.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What one kind of order in which people are written has had to do with the pairings so far. Every bound is so wide that
 * chance passes it less than once in a million times, and any fixed order a hundred times over.
 */
final class Order {

    /** How many deviations chance may make. */
    private static final double MOST = 5.4;

    private final String name;
    private int receiverNext;
    private int receiverBefore;
    /** By chance, with a deviation of the root of this. */
    private double neighbours;

    private double withGiver;
    private double withReceiver;
    private double variance;

    Order(String name) {
        this.name = name;
    }

    /** @param order givers of the pairing, not necessarily all */
    void add(List<Long> order, Map<Long, Long> pairing) {
        assertThat(order).as(name).doesNotHaveDuplicates().isSubsetOf(pairing.keySet());
        for (var i = 1; i < order.size(); i++) {
            receiverNext += order.get(i).equals(pairing.get(order.get(i - 1))) ? 1 : 0;
            receiverBefore += order.get(i - 1).equals(pairing.get(order.get(i))) ? 1 : 0;
        }
        neighbours += order.stream().map(pairing::get).filter(order::contains).count() / (double) order.size();
        var byId = order.stream().sorted().toList();
        withGiver += correlation(order.stream().map(byId::indexOf));
        var receivers = order.stream().map(pairing::get).sorted().toList();
        withReceiver += correlation(order.stream().map(giver -> receivers.indexOf(pairing.get(giver))));
        variance += 1 / (order.size() - 1.0);
    }

    void assertThatItTellsNothing() {
        var most = MOST * Math.sqrt(neighbours);
        assertThat((double) receiverNext)
                .as("%s: the receiver comes next", name)
                .isBetween(neighbours - most, neighbours + most);
        assertThat((double) receiverBefore)
                .as("%s: the receiver comes just before", name)
                .isBetween(neighbours - most, neighbours + most);
        var correlation = MOST * Math.sqrt(variance);
        assertThat(withGiver).as("%s: as they came", name).isBetween(-correlation, correlation);
        assertThat(withReceiver).as("%s: as their receivers came", name).isBetween(-correlation, correlation);
    }

    /** Spearman's, of the places with these ranks from 0. */
    private static double correlation(Stream<Integer> ranks) {
        var list = ranks.toList();
        double squares = IntStream.range(0, list.size())
                .mapToDouble(place -> Math.pow(place - list.get(place), 2))
                .sum();
        int n = list.size();
        return 1 - 6 * squares / (n * (n * (double) n - 1));
    }
}
