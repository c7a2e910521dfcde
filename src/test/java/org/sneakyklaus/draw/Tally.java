package org.sneakyklaus.draw;

import static org.assertj.core.api.Assertions.assertThat;

/** What came of all {@linkplain Game games} together. */
final class Tally {

    private int moves;
    private double likeliest;
    private int latecomers;
    private int latecomersKnown;
    private double latecomersExpected;

    void countMove() {
        moves++;
    }

    void notePair(double likelihood) {
        likeliest = Math.max(likeliest, likelihood);
    }

    /** @param chance that an invented person gives to them */
    void countLatecomer(double chance) {
        latecomers++;
        latecomersExpected += chance;
    }

    void countKnownLatecomer() {
        latecomersKnown++;
    }

    void assertThatGiversAloneKnowLatecomers() {
        assertThat((double) latecomersKnown)
                .as("whoever gives to a newcomer knows whom they give to: the pages warn of that, and of no more")
                .isLessThanOrEqualTo(latecomersExpected + 4 * Math.sqrt(latecomersExpected) + 2);
    }

    @Override
    public String toString() {
        return "%d moves: likeliest pair %.2f; of %d who joined late %d were known, %.1f expected"
                .formatted(moves, likeliest, latecomers, latecomersKnown, latecomersExpected);
    }
}
