package org.sneakyklaus.draw;

import org.sneakyklaus.support.ConflictException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Shows a giver whom they give to. Neither the time nor the fact of a look is logged or counted by time. */
@Component
public class Reveals {

    private final AssignmentQueries assignments;

    Reveals(AssignmentQueries assignments) {
        this.assignments = assignments;
    }

    /**
     * Notes that this giver has looked, if it was not noted since the last draw or mend.
     *
     * @return the participant id of the one whom they give to
     * @throws ConflictException when there is nothing to show: not drawn, or called off
     * @throws org.sneakyklaus.support.RuleViolation when the row was sealed under another key, or altered
     */
    @Transactional
    public long reveal(long exchangeId, long giverId) {
        var row = assignments.rowOf(exchangeId, giverId).orElseThrow(() -> new ConflictException("draw.notDrawn"));
        long receiver = assignments.open(row).id();
        row.reveal();
        return receiver;
    }
}
