package org.sneakyklaus.database;

/** Lets others write between the transactions of long work. */
@FunctionalInterface
interface WriteTurns {

    /** Waits until those who want to write now have done so, but not for ever; only outside a transaction. */
    void giveWay();
}
