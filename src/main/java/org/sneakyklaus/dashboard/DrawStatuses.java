package org.sneakyklaus.dashboard;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.sneakyklaus.draw.AssignmentQueries;
import org.sneakyklaus.draw.Groups;
import org.sneakyklaus.draw.RevealReminders;
import org.sneakyklaus.draw.Verdict;
import org.sneakyklaus.exchange.Activity;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.exclusion.ExclusionView;
import org.sneakyklaus.participation.ParticipantView;
import org.springframework.stereotype.Component;

/** Determines the state of an exchange's draw. */
@Component
public class DrawStatuses {

    private final Groups groups;
    private final AssignmentQueries assignments;
    private final RevealReminders lookRequests;

    DrawStatuses(Groups groups, AssignmentQueries assignments, RevealReminders lookRequests) {
        this.groups = groups;
        this.assignments = assignments;
        this.lookRequests = lookRequests;
    }

    /**
     * @param people everyone who ever took part
     * @param rules all exclusions of the exchange
     */
    public DrawStatus of(
            ExchangeView exchange, Activity activity, List<ParticipantView> people, List<ExclusionView> rules) {
        var verdict = exchange.state().isBeforeDraw() ? Verdict.of(people, rules) : null;
        var doubtfulSince = doubtfulSince(exchange, activity);
        return new DrawStatus(
                verdict,
                assignments.revealedCount(exchange.id()),
                activity.isAdjusted() || exchange.nameInMail() || doubtfulSince.isPresent(),
                lookRequests.mayAsk(exchange, activity),
                doubtfulSince.orElse(null));
    }

    /**
     * Returns since when a name may have been shown that is no longer stored; empty if there is no such time or the
     * exchange is over.
     */
    static Optional<ZonedDateTime> doubtfulSince(ExchangeView exchange, Activity activity) {
        return exchange.state().isOver()
                ? Optional.empty()
                : activity.restoredTo().map(instant -> instant.atZone(exchange.zone()));
    }

    boolean canBeWorkedOut(long exchangeId) {
        return groups.verdict(exchangeId).canBeWorkedOut();
    }
}
