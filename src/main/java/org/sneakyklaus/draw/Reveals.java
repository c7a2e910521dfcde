package org.sneakyklaus.draw;

import org.sneakyklaus.support.ConflictException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Shows a giver who they drew. Neither the time nor the fact of a look is logged or counted by time. */
@Component
public class Reveals {

    private final AssignmentQueries assignments;

    Reveals(AssignmentQueries assignments) {
        this.assignments = assignments;
    }

    /**
     * Records that this giver has looked, if not yet recorded since the last draw or adjustment.
     *
     * @return the participant id of the receiver
     * @throws ConflictException if there is nothing to show: not drawn, or cancelled
     * @throws org.sneakyklaus.support.RuleViolation if the row was sealed under another key, or altered
     */
    @Transactional
    public long reveal(long exchangeId, long giverId) {
        var row = assignments.rowOf(exchangeId, giverId).orElseThrow(() -> new ConflictException("draw.notDrawn"));
        long receiver = assignments.open(row).id();
        row.reveal();
        return receiver;
    }
}
