package org.sneakyklaus.dashboard.web;

import org.sneakyklaus.draw.AssignmentQueries;
import org.sneakyklaus.draw.DrawPreview;
import org.sneakyklaus.draw.Look;
import org.sneakyklaus.draw.LookRequests;
import org.sneakyklaus.exchange.ExchangeView;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Finds out how a draw stands, and puts it into words. */
@Component
class DrawStatuses {

    private final DrawPreview preview;
    private final AssignmentQueries assignments;
    private final LookRequests lookRequests;
    private final MessageSource messages;

    DrawStatuses(
            DrawPreview preview, AssignmentQueries assignments, LookRequests lookRequests, MessageSource messages) {
        this.preview = preview;
        this.assignments = assignments;
        this.lookRequests = lookRequests;
        this.messages = messages;
    }

    DrawStatus of(ExchangeView exchange) {
        var looked = assignments.revealedCount(exchange.id());
        return exchange.state().isBeforeDraw()
                ? ahead(exchange.id(), looked)
                : DrawStatus.done(looked, lookRequests.mayAsk(exchange));
    }

    private DrawStatus ahead(long exchangeId, int looked) {
        var verdict = preview.of(exchangeId);
        var obstacle = verdict.obstacle();
        var blocked = obstacle == null
                ? null
                : messages.getMessage(
                        "draw.impossible", new Object[] {obstacle.message()}, LocaleContextHolder.getLocale());
        return new DrawStatus(verdict.people(), verdict.tooFew(), blocked, verdict.canBeWorkedOut(), looked, false);
    }

    boolean canBeWorkedOut(long exchangeId) {
        return preview.of(exchangeId).canBeWorkedOut();
    }

    Look lookOf(long exchangeId, long participantId) {
        return assignments.lookOf(exchangeId, participantId);
    }
}
