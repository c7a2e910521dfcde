package org.sneakyklaus.matching;

/** What it costs to give a giver another receiver: one change, and a small extra for whom is rather left alone. */
final class ChangeCosts {

    private final int[] kept;
    private final int[] price;

    /**
     * @param kept by giver the receiver that costs nothing, or {@link MaximumMatching#NOBODY}
     * @param preferred by giver whether they are changed without the extra
     */
    ChangeCosts(int[] kept, boolean[] preferred) {
        this.kept = kept;
        price = new int[kept.length];
        int oneChange = kept.length + 1;
        for (int giver = 0; giver < price.length; giver++) {
            price[giver] = oneChange + (preferred[giver] ? 0 : 1);
        }
    }

    int kept(int giver) {
        return kept[giver];
    }

    /** All extras together are less than one change; all costs together fit an {@code int} for 40,000 people. */
    int of(int giver, int receiver) {
        return kept[giver] == receiver ? 0 : price[giver];
    }
}
