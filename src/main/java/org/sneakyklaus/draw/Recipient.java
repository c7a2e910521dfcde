package org.sneakyklaus.draw;

/**
 * Whom somebody gives to.
 *
 * @param id the receiver's participant id
 * @param since the number of the draw or mend since which it is so
 */
record Recipient(long id, int since) {

    /** Names nobody. */
    @Override
    public String toString() {
        return "recipient since " + since;
    }
}
