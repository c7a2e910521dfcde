package org.sneakyklaus.matching;

/** People in the order in which they were reached, each with the person they were reached from. */
final class SearchTree {

    private final int[] order;
    private final int[] parents;
    private final int[] plantings;
    private int planting;
    private int size;

    SearchTree(int people, int width) {
        order = new int[Math.min(width, people)];
        parents = new int[people];
        plantings = new int[people];
    }

    void plant(int root) {
        planting++;
        size = 0;
        add(root, root);
    }

    /** Returns whether the person was new. */
    boolean add(int person, int parent) {
        if (holds(person)) {
            return false;
        }
        plantings[person] = planting;
        parents[person] = parent;
        order[size++] = person;
        return true;
    }

    boolean holds(int person) {
        return plantings[person] == planting;
    }

    boolean isFull() {
        return size == order.length;
    }

    int size() {
        return size;
    }

    int at(int index) {
        return order[index];
    }

    int parent(int person) {
        return parents[person];
    }

    /** Writes the path from the root to a person and returns its length. */
    int pathTo(int person, int[] path) {
        int length = 1;
        for (int at = person; at != order[0]; at = parents[at]) {
            length++;
        }
        int at = person;
        for (int i = length - 1; i >= 0; i--) {
            path[i] = at;
            at = parents[at];
        }
        return length;
    }
}
