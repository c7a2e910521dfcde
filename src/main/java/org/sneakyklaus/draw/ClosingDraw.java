package org.sneakyklaus.draw;

import java.util.Collection;
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

    private final ExchangeLifecycle lifecycle;
    private final Draw draw;
    private final ParticipantQueries participants;

    ClosingDraw(ExchangeLifecycle lifecycle, Draw draw, ParticipantQueries participants) {
        this.lifecycle = lifecycle;
        this.draw = draw;
        this.participants = participants;
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
}
