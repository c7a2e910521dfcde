package org.sneakyklaus.retention;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.database.Batches;
import org.sneakyklaus.database.DeletedRemains;
import org.sneakyklaus.database.OldCopies;
import org.sneakyklaus.exchange.ExchangesDeleted;
import org.sneakyklaus.outbox.CapturedMailSweep;
import org.sneakyklaus.participation.NextTime;
import org.sneakyklaus.participation.ParticipationEvent;
import org.sneakyklaus.support.FailurePlace;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Warns the admin of exchanges that have been over for long, and deletes them with their content a week later. Works
 * in short transactions, so that other writers do not wait long. A failure of one exchange does not affect the
 * others.
 */
@Component
public class Purge {

    private static final Logger log = LoggerFactory.getLogger(Purge.class);

    private final PurgeWarnings warnings;
    private final PurgeDeletions deletions;
    private final NextTime nextTime;
    private final Batches transactions;
    private final CapturedMailSweep captured;
    private final DeletedRemains remains;
    private final ObjectProvider<OldCopies> copies;

    Purge(
            PurgeWarnings warnings,
            PurgeDeletions deletions,
            NextTime nextTime,
            Batches transactions,
            CapturedMailSweep captured,
            DeletedRemains remains,
            ObjectProvider<OldCopies> copies) {
        this.warnings = warnings;
        this.deletions = deletions;
        this.nextTime = nextTime;
        this.transactions = transactions;
        this.captured = captured;
        this.remains = remains;
        this.copies = copies;
    }

    /**
     * The result of a purge.
     *
     * @param problems failures, described without names
     */
    public record Result(int warned, int purged, long people, long mails, List<String> problems) {}

    /**
     * Runs the purge.
     *
     * @param now the planned time of the run, so that a delay of minutes never becomes one of a day
     */
    public Result run(Instant now) {
        var problems = new ArrayList<String>();
        var warned = warnings.run(now);
        warned.reportFailures().ifPresent(problems::add);
        var deleted = deletions.run(now);
        deleted.exchanges().reportFailures().ifPresent(problems::add);
        erase(
                "delete who wanted to be invited",
                () -> transactions.run(atMost -> nextTime.deleteExpired(now, atMost)),
                problems);
        problems.addAll(eraseRemains());
        // While no new backup is made, nothing else removes the old ones.
        erase("remove old backups", () -> copies.forEach(OldCopies::remove), problems);
        return new Result(
                warned.done(),
                deleted.exchanges().done(),
                deleted.rows().people(),
                deleted.rows().mails(),
                List.copyOf(problems));
    }

    /**
     * Makes data deleted or replaced since the last time unreadable. Called once an hour.
     *
     * @return failures, described without names
     */
    public List<String> eraseRemains() {
        var problems = new ArrayList<String>();
        if (remains.expected()) {
            erase("search the captured emails", captured::sweep, problems);
            erase("rewrite the database file", remains::erase, problems);
        } else {
            // Contains replaced values; if a reader keeps it in use, it is emptied the next time.
            erase("empty the log of the database", remains::emptyLog, problems);
        }
        return List.copyOf(problems);
    }

    /**
     * After an exchange is deleted, a participant leaves, one is erased, takes back to be invited, or replaces what they
     * wrote or their address: what remains in files is erased within the hour.
     */
    @EventListener({
        ExchangesDeleted.class,
        ParticipationEvent.Withdrawn.class,
        ParticipationEvent.Erased.class,
        ParticipationEvent.TextReplaced.class,
        ParticipationEvent.AddressChanged.class,
        NextTime.TakenBack.class
    })
    void expectRemains() {
        remains.expect();
    }

    private static void erase(String intention, Runnable work, List<String> problems) {
        try {
            work.run();
        } catch (RuntimeException e) {
            log.error("Deleted data may still be readable: could not {}; retried in the next run", intention, e);
            problems.add("could not %s: %s".formatted(intention, FailurePlace.of(e)));
        }
    }
}
