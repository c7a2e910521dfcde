package org.sneakyklaus.draw;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.exchange.ExchangeLifecycle;
import org.sneakyklaus.matching.MatchingResult.Circles;
import org.sneakyklaus.participation.ParticipantQueries;
import org.sneakyklaus.participation.ParticipantView;
import org.sneakyklaus.support.ConflictException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Closes registration and draws names in one transaction. */
@Component
@Transactional
public class ClosingDraw {

    /** What was done about the close date of an exchange. */
    public enum Outcome {
        NOT_DUE,
        CLOSED,
        CLOSED_AND_DRAWN,
        CLOSED_NOT_DRAWN
    }

    private final ExchangeLifecycle lifecycle;
    private final Draw draw;
    private final ParticipantQueries participants;
    private final Hindrances hindrances;

    ClosingDraw(ExchangeLifecycle lifecycle, Draw draw, ParticipantQueries participants, Hindrances hindrances) {
        this.lifecycle = lifecycle;
        this.draw = draw;
        this.participants = participants;
        this.hindrances = hindrances;
    }

    /**
     * Closes registration and draws, or does neither.
     *
     * @param leaveOut as in {@link Draw#draw}
     * @param shown ids that include those of everyone unconfirmed on the page that asked, or null if unknown: it is
     *     refused if someone unconfirmed has joined since
     * @return as {@link Draw#draw}
     * @throws org.sneakyklaus.support.RuleViolation as {@link Draw#draw}
     */
    public Circles closeAndDraw(
            long exchangeId, Collection<Long> leaveOut, @Nullable Collection<Long> shown, @Nullable Long shownVersion) {
        lifecycle.close(exchangeId, shownVersion);
        if (shown != null
                && participants.active(exchangeId).stream()
                        .filter(ParticipantView::doubtful)
                        .anyMatch(person -> !shown.contains(person.id()))) {
            throw new ConflictException("draw.closeAndDraw.joined");
        }
        return draw.draw(exchangeId, leaveOut, null);
    }

    /**
     * Closes registration if its close date has passed, and draws if the organiser wants that. If something hinders the
     * draw, registration is closed all the same, and the organiser gets an email that says why.
     */
    public Outcome closeIfDue(long exchangeId) {
        var due = lifecycle.dueToClose(exchangeId);
        if (due.isEmpty()) {
            return Outcome.NOT_DUE;
        }
        if (!due.get().drawOnClose()) {
            lifecycle.closeDue(exchangeId, null);
            return Outcome.CLOSED;
        }
        var hindrance = hindrances.of(due.get());
        lifecycle.closeDue(exchangeId, hindrance.orElse(null));
        if (hindrance.isPresent()) {
            return Outcome.CLOSED_NOT_DRAWN;
        }
        draw.draw(exchangeId, List.of(), null);
        return Outcome.CLOSED_AND_DRAWN;
    }
}
