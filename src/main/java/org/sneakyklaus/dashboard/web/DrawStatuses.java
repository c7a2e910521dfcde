package org.sneakyklaus.dashboard.web;

import org.sneakyklaus.draw.AssignmentQueries;
import org.sneakyklaus.draw.DrawPreview;
import org.sneakyklaus.draw.Look;
import org.sneakyklaus.draw.LookRequests;
import org.sneakyklaus.exchange.ExchangeView;
import org.springframework.stereotype.Component;

/** Finds out how a draw stands. */
@Component
class DrawStatuses {

    private final DrawPreview preview;
    private final AssignmentQueries assignments;
    private final LookRequests lookRequests;

    DrawStatuses(DrawPreview preview, AssignmentQueries assignments, LookRequests lookRequests) {
        this.preview = preview;
        this.assignments = assignments;
        this.lookRequests = lookRequests;
    }

    DrawStatus of(ExchangeView exchange) {
        var verdict = exchange.state().isBeforeDraw() ? preview.of(exchange.id()) : null;
        return new DrawStatus(verdict, assignments.revealedCount(exchange.id()), lookRequests.mayAsk(exchange));
    }

    boolean canBeWorkedOut(long exchangeId) {
        return preview.of(exchangeId).canBeWorkedOut();
    }

    Look lookOf(long exchangeId, long participantId) {
        return assignments.lookOf(exchangeId, participantId);
    }
}
