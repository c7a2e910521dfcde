package org.sneakyklaus.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.sneakyklaus.reliability.MailProvider.Taken;

/** Two processes on one database send the e-mails of eight exchanges, drawn by the one and by the other. */
@EnabledIfSystemProperty(
        named = "test.database",
        matches = "postgresql",
        disabledReason = "on SQLite a second process is refused")
class TwoProcessesIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int EXCHANGES = 8;
    private static final int PEOPLE = 25;

    private final Clock clock = Clock.systemUTC();

    @Test
    void eachEmailLeavesOnceAndBothProcessesSendSome() throws IOException, InterruptedException {
        // Not that of the other tests: it stops with the last application in this process, and here there may be none.
        try (var postgresql = EmbeddedPostgres.start();
                var provider = MailProvider.smtp();
                var one = process("one", postgresql, provider);
                var other = process("other", postgresql, provider)) {
            var store = new Store(url(postgresql));
            one.start();
            other.start();
            var byOne = Organiser.signIn(one);
            var byOther = Organiser.signIn(other);
            var exchanges = exchanges(byOne);
            store.change(db -> exchanges.forEach(exchange -> Guests.add(db, exchange, PEOPLE)));

            var half = EXCHANGES / 2;
            exchanges.subList(0, half).forEach(byOne::draw);
            everythingIsSent(store);
            exchanges.subList(half, EXCHANGES).forEach(byOther::draw);
            everythingIsSent(store);
            one.stop();
            other.stop();

            assertThat(provider.taken())
                    .extracting(Taken::key)
                    .containsExactlyInAnyOrderElementsOf(store.column("SELECT message_key FROM outbound_email"));
            assertThat(provider.taken())
                    .extracting(Taken::to)
                    .filteredOn(to -> to.startsWith("guest-"))
                    .containsExactlyInAnyOrderElementsOf(guests(exchanges));
            assertThat(store.column("SELECT DISTINCT state FROM outbound_email"))
                    .containsExactly("SENT");
            assertThat(store.column("SELECT DISTINCT node FROM job_execution WHERE job_id = 'dispatch_outbox'"))
                    .as("processes that sent some")
                    .hasSize(2);
            assertThat(errors(one, other)).isEmpty();
        }
    }

    private static String url(EmbeddedPostgres postgresql) {
        return postgresql.getJdbcUrl("postgres", "postgres");
    }

    private static KlausProcess process(String name, EmbeddedPostgres postgresql, MailProvider provider)
            throws IOException, InterruptedException {
        var settings = new HashMap<>(provider.settings());
        settings.put("SPRING_DATASOURCE_URL", url(postgresql));
        settings.put("KLAUS_SECRET_KEY", "bm90IGEgc2VjcmV0LCBmb3IgdGVzdHMgb25seSAuLi4=");
        return KlausProcess.fresh("two-" + name, settings);
    }

    private List<Long> exchanges(Organiser organiser) {
        var date = clock.instant().plus(Duration.ofDays(30)).truncatedTo(ChronoUnit.SECONDS);
        var opened = new ArrayList<Long>();
        for (int i = 0; i < EXCHANGES; i++) {
            opened.add(organiser.open(organiser.exchange("Round " + i, date)));
        }
        return opened;
    }

    private static List<String> guests(List<Long> exchanges) {
        return exchanges.stream()
                .flatMap(exchange -> IntStream.range(0, PEOPLE).mapToObj(i -> Guests.address(exchange, i)))
                .toList();
    }

    private void everythingIsSent(Store store) {
        await().atMost(PATIENCE).until(() -> store.isDrained(clock.instant()));
    }

    private static List<String> errors(KlausProcess one, KlausProcess other) throws IOException {
        var errors = new ArrayList<>(one.logged(" ERROR "));
        errors.addAll(other.logged(" ERROR "));
        return errors;
    }
}
