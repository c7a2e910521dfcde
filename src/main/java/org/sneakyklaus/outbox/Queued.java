package org.sneakyklaus.outbox;

/** A message that is about to be sent, as it was claimed. */
public interface Queued {

    /** Returns the id of its row. */
    long id();

    /** Returns its random key: the same for every attempt, so that a receiver recognises repeats. */
    String messageKey();

    /** Returns the number of earlier attempts. */
    int attempts();
}
