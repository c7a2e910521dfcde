package org.sneakyklaus.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.sneakyklaus.outbox.OutboxSender;
import org.sneakyklaus.participation.Unsubscribing;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Nginx;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;

/** The same story below a path of a host that has other sites, behind a real nginx. */
@Tag("once")
@IntegrationTest(scheduler = true, path = "/our/klaus", proxied = true)
class StoryBelowAPathIT extends StoryIT {

    private final URI address;
    private final URI server;
    private Nginx nginx;

    StoryBelowAPathIT(
            Site site,
            AppProperties properties,
            OutboxSender delivery,
            TestClock clock,
            JdbcTemplate database,
            Unsubscribing unsubscribing,
            @Value("${server.port}") int port) {
        super(site, properties, delivery, clock, database, unsubscribing);
        this.address = site.address();
        this.server = URI.create("http://localhost:" + port);
    }

    @BeforeEach
    void start() {
        nginx = new Nginx(address, server, false, "");
    }

    @AfterEach
    void nothingWasAskedForInVain() {
        assertThat(nginx.log()).isNotEmpty().allMatch(line -> line.matches("\\S+ /our/klaus(/\\S*)? [23]\\d\\d .*"));
        nginx.close();
    }
}
