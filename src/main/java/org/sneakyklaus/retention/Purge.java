package org.sneakyklaus.retention;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.database.DeletedRemains;
import org.sneakyklaus.exchange.ExchangesDeleted;
import org.sneakyklaus.outbox.CapturedMailSweep;
import org.sneakyklaus.participation.ParticipationEvent;
import org.sneakyklaus.support.FailurePlace;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Warns the admin of exchanges that have been over for long, and deletes them a week later with everything in them. It
 * works in short transactions, so that nobody who wants to write waits long; one exchange that fails stops no other.
 */
@Component
public class Purge {

    private static final Logger log = LoggerFactory.getLogger(Purge.class);

    private final PurgeWarnings warnings;
    private final PurgeDeletions deletions;
    private final CapturedMailSweep captured;
    private final DeletedRemains remains;

    Purge(PurgeWarnings warnings, PurgeDeletions deletions, CapturedMailSweep captured, DeletedRemains remains) {
        this.warnings = warnings;
        this.deletions = deletions;
        this.captured = captured;
        this.remains = remains;
    }

    /**
     * What a purge did.
     *
     * @param problems what it could not do, in words without names
     */
    public record Result(int warned, int purged, long people, long mails, List<String> problems) {

        public boolean isIdle() {
            return warned == 0 && purged == 0 && problems.isEmpty();
        }
    }

    /** @param now the instant that it was planned for, so that a delay of minutes never becomes one of a day */
    public Result run(Instant now) {
        var problems = new ArrayList<String>();
        var warned = warnings.run(now);
        warned.reportFailures().ifPresent(problems::add);
        var deleted = deletions.run(now);
        deleted.exchanges().reportFailures().ifPresent(problems::add);
        problems.addAll(eraseRemains());
        return new Result(
                warned.done(),
                deleted.exchanges().done(),
                deleted.rows().people(),
                deleted.rows().mails(),
                List.copyOf(problems));
    }

    /**
     * Makes unreadable what was deleted or replaced since the last time. It is called once an hour.
     *
     * @return what it could not do, in words without names
     */
    public List<String> eraseRemains() {
        var problems = new ArrayList<String>();
        if (remains.expected()) {
            erase("look through the captured e-mails", captured::sweep, problems);
            erase("write the database file anew", remains::erase, problems);
        } else {
            // Of what was replaced; when somebody reads on, it goes the next time.
            erase("empty the log of the database", remains::emptyLog, problems);
        }
        return List.copyOf(problems);
    }

    /** Whoever deletes an exchange, withdraws from one, or was never meant: what that leaves behind in files goes within the hour. */
    @EventListener({ExchangesDeleted.class, ParticipationEvent.Withdrawn.class, ParticipationEvent.Erased.class})
    void expectRemains() {
        remains.expect();
    }

    private static void erase(String intention, Runnable work, List<String> problems) {
        try {
            work.run();
        } catch (RuntimeException e) {
            log.error(
                    "What was deleted may still be readable: could not {}; it is tried again the next time",
                    intention,
                    e);
            problems.add("could not %s: %s".formatted(intention, FailurePlace.of(e)));
        }
    }
}
