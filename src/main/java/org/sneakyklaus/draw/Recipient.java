package org.sneakyklaus.draw;

/**
 * The receiver of a giver.
 *
 * @param id the receiver's participant id
 * @param since the number of the draw or adjustment since which the giver has this receiver
 */
record Recipient(long id, int since) {

    /** Contains no id. */
    @Override
    public String toString() {
        return "recipient since " + since;
    }
}
