package org.sneakyklaus.draw;

import java.time.Clock;
import java.util.Optional;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.exchange.NotDrawn;
import org.sneakyklaus.exclusion.Exclusions;
import org.sneakyklaus.matching.Feasibility;
import org.sneakyklaus.participation.ParticipantQueries;
import org.sneakyklaus.participation.ParticipantView;
import org.sneakyklaus.support.SendingSwitch;
import org.springframework.stereotype.Component;

/** Finds what keeps names from being drawn without anyone looking. */
@Component
class Hindrances {

    private final ParticipantQueries participants;
    private final Exclusions exclusions;
    private final SendingSwitch sending;
    private final SealedReceiver sealed;
    private final Clock clock;

    Hindrances(
            ParticipantQueries participants,
            Exclusions exclusions,
            SendingSwitch sending,
            SealedReceiver sealed,
            Clock clock) {
        this.participants = participants;
        this.exclusions = exclusions;
        this.sending = sending;
        this.sealed = sealed;
        this.clock = clock;
    }

    /** Returns the first hindrance; empty if a draw of this exchange, once closed, would succeed and concern no stranger. */
    Optional<NotDrawn> of(ExchangeView exchange) {
        if (!exchange.exchangeDate().toInstant().isAfter(clock.instant())) {
            return Optional.of(NotDrawn.DATE_PASSED);
        }
        var people = participants.active(exchange.id());
        var group = Group.of(people, exclusions.of(exchange.id()));
        if (group.isTooSmall()) {
            return Optional.of(NotDrawn.TOO_FEW);
        }
        if (people.stream().anyMatch(ParticipantView::doubtful)) {
            return Optional.of(NotDrawn.UNCONFIRMED);
        }
        if (Feasibility.obstacle(group.problem()).isPresent()) {
            return Optional.of(NotDrawn.IMPOSSIBLE);
        }
        if (sending.isOff()) {
            return Optional.of(NotDrawn.PAUSED);
        }
        return sealed.isLasting() ? Optional.empty() : Optional.of(NotDrawn.NO_KEY);
    }
}
