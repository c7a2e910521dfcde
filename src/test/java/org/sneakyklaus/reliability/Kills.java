package org.sneakyklaus.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/** Kills the application, and notes down what each kill hit. */
final class Kills {

    private final KlausProcess klaus;
    private final Set<Long> cutOff = new TreeSet<>();
    private final Map<Long, Integer> onTheirWay = new HashMap<>();
    private Set<Long> claimed = new HashSet<>();
    private int count;
    private int duringRuns;
    private int duringMail;

    Kills(KlausProcess klaus) {
        this.klaus = klaus;
    }

    void kill() throws IOException, InterruptedException {
        klaus.kill();
        count++;
        var left = klaus.copyOfStore();
        assertIntact(left);
        var running = ids(left, "job_execution WHERE outcome = 'RUNNING'");
        running.removeAll(cutOff);
        duringRuns += running.isEmpty() ? 0 : 1;
        cutOff.addAll(running);
        var nowClaimed = ids(left, "outbound_email WHERE state = 'CLAIMED'");
        var caught = new HashSet<>(nowClaimed);
        caught.removeAll(claimed);
        assertThat(caught).as("one e-mail at a time is on its way").hasSizeLessThanOrEqualTo(1);
        duringMail += caught.size();
        caught.forEach(row -> onTheirWay.merge(row, 1, Integer::sum));
        claimed = nowClaimed;
    }

    /** Goes on as if the minutes were over for which the outbox leaves alone what somebody has claimed. */
    void letClaimsRunOut(JdbcTemplate db, Instant now) {
        db.update(
                "UPDATE outbound_email SET claimed_until = ? WHERE state = 'CLAIMED'",
                now.minusSeconds(1).toEpochMilli());
        Store.setDue(db, "dispatch_outbox", now);
        claimed = new HashSet<>();
    }

    static void assertIntact(Store store) {
        assertThat(store.column("PRAGMA integrity_check")).containsExactly("ok");
        assertThat(store.column("PRAGMA foreign_key_check")).isEmpty();
    }

    int count() {
        return count;
    }

    /** How many kills hit a recorded run of a job. */
    int duringRuns() {
        return duringRuns;
    }

    /** How many kills hit an e-mail on its way. */
    int duringMail() {
        return duringMail;
    }

    /** The runs that a kill cut off. */
    Set<Long> cutOff() {
        return cutOff;
    }

    /** How often a kill hit while this row of the outbox was on its way: so often it may arrive again. */
    int onTheWay(long row) {
        return onTheirWay.getOrDefault(row, 0);
    }

    private static Set<Long> ids(Store store, String where) {
        return store.column("SELECT id FROM " + where).stream()
                .map(Long::valueOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
