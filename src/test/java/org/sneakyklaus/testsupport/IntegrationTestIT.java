package org.sneakyklaus.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.sneakyklaus.exchange.ExchangeEditing;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.support.DatabaseKind;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;

@IntegrationTest
class IntegrationTestIT {

    private final ExchangeEditing editing;
    private final ExchangeQueries exchanges;
    private final AppProperties properties;
    private final Scheduler scheduler;
    private final JdbcTemplate jdbc;
    private final Environment environment;
    private final TestClock testClock;
    private final Clock clock;

    IntegrationTestIT(
            ExchangeEditing editing,
            ExchangeQueries exchanges,
            AppProperties properties,
            Scheduler scheduler,
            DataSource dataSource,
            Environment environment,
            TestClock testClock,
            Clock clock) {
        this.editing = editing;
        this.exchanges = exchanges;
        this.properties = properties;
        this.scheduler = scheduler;
        this.jdbc = new JdbcTemplate(dataSource);
        this.environment = environment;
        this.testClock = testClock;
        this.clock = clock;
    }

    /** The second round would find what the first one leaves. */
    @RepeatedTest(2)
    void nothingIsLeftOfTheTestBefore() throws IOException {
        var mailbox = properties.data().resolve("mail");

        assertThat(exchanges.search("", null, ExchangeQueries.Order.NEWEST, 0)).isEmpty();
        assertThat(count("SELECT count(*) FROM qrtz_locks WHERE lock_name = 'left'"))
                .isZero();
        assertThat(mailbox.resolve("left.eml")).doesNotExist();
        assertThat(clock.instant()).isEqualTo(TestClock.START);

        editing.create(new AnExchange().details());
        jdbc.update("INSERT INTO qrtz_locks (sched_name, lock_name) VALUES ('any', 'left')");
        Files.writeString(Files.createDirectories(mailbox).resolve("left.eml"), "Subject: hello");
        testClock.advance(Duration.ofDays(1));
    }

    @Test
    void theDatabaseIsTheOneThatWasAskedFor() {
        var asked = System.getProperty("test.database", "sqlite");

        assertThat(DatabaseKind.of(environment).name()).isEqualToIgnoringCase(asked);
        assertThat(count("SELECT count(*) FROM exchange")).isZero();
    }

    @Test
    void theServerAnswersAtThePublicAddress() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(properties.link("/css/base.css")))
                .build();

        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());

        assertThat(answer.statusCode()).isBetween(200, 403);
    }

    @Test
    void nothingFiresUnlessATestWantsIt() throws SchedulerException {
        assertThat(scheduler.isInStandbyMode()).isTrue();
    }

    private long count(String query) {
        return jdbc.query(query, (row, number) -> row.getLong(1)).get(0);
    }
}
