package org.sneakyklaus.participation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.TestClock;

/** Neither joining nor correcting an address tells whether it takes part already: Ann and Ben do. */
@IntegrationTest
@Tag("once")
class CorrectionIT {

    private final Site site;
    private final TestClock clock;

    CorrectionIT(Site site, TestClock clock) {
        this.site = site;
        this.clock = clock;
    }

    /**
     * What somebody sees who types an address, corrects it to another, and that to their own, in an exchange that had
     * room for one more.
     *
     * @param answers to each step, without what was typed
     * @param doors what strangers find at the link after each step, and in the end
     * @param own what the own page says in the end
     */
    private record Seen(List<String> answers, List<String> doors, String own) {}

    @ParameterizedTest
    @ValueSource(strings = {"", "close"})
    void whatIsSeenIsTheSameForKnownAndUnknownAddresses(String meanwhile) {
        var admin = site.setUp();
        var unknown = play(admin, "x@example.org", "y@example.org", meanwhile);

        assertThat(unknown.doors().get(0)).contains("full");
        assertThat(unknown.own()).contains("Signed in as Eve", "A book for Eve", "Reminders are off.");
        assertThat(play(admin, "ann@example.org", "y@example.org", meanwhile))
                .as("the first is known")
                .isEqualTo(unknown);
        assertThat(play(admin, "x@example.org", "ben@example.org", meanwhile))
                .as("the second is known")
                .isEqualTo(unknown);
        assertThat(play(admin, "ann@example.org", "ben@example.org", meanwhile))
                .as("both are known")
                .isEqualTo(unknown);
        assertThat(play(admin, "ann@example.org", "ann@example.org", meanwhile))
                .as("nothing is corrected")
                .isEqualTo(play(admin, "x@example.org", "x@example.org", meanwhile));
    }

    @Test
    void aPlaceThatNobodyTookIsFreeAfterAnHour() {
        var exchange = withRoomForOne(site.setUp());
        exchange.register(site.browser(), "Ann", "ann@example.org");
        assertThat(door(exchange)).contains("full");
        assertThat(exchange.people()).containsExactly("Ann", "Ben");

        clock.advance(Duration.ofHours(1));

        assertThat(door(exchange)).doesNotContain("full");
        exchange.join("Cy");
        assertThat(door(exchange)).contains("full");
    }

    private Gathering withRoomForOne(Browser admin) {
        var exchange = Gathering.created(site, admin, Gathering.blank(admin).with("maxParticipants", "3"))
                .then("open");
        exchange.join("Ann");
        exchange.join("Ben");
        return exchange;
    }

    private Seen play(Browser admin, String first, String second, String meanwhile) {
        var exchange = withRoomForOne(admin);
        var browser = site.browser();
        var own = "own@example.org";
        var registered = browser.submit(
                exchange.registration(browser, "Eve").with("email", first).without("reminderEnabled"));
        var afterOne = door(exchange);
        var one = shown(browser, registered, exchange, first);
        if (!meanwhile.isEmpty()) {
            exchange.then(meanwhile);
        }
        var two = shown(browser, exchange.correct(browser, second), exchange, second);
        var afterTwo = door(exchange);
        var three = shown(browser, exchange.correct(browser, own), exchange, own);
        var afterThree = door(exchange);
        var me = site.browser();
        Gathering.signIn(me, site.mail().lastTo(own));
        return new Seen(
                List.of(one, two, three),
                List.of(afterOne, afterTwo, afterThree, door(exchange)),
                exchange.me(me).text());
    }

    private String door(Gathering exchange) {
        return site.browser().visit(exchange.link()).text();
    }

    private static String shown(Browser browser, Page answer, Gathering exchange, String email) {
        var cookie = browser.cookies().stream()
                .filter(kept -> kept.getName().contains("registered"))
                .mapToInt(kept -> kept.getValue().length())
                .sum();
        var text = answer.status() + answer.leadsTo() + answer.cookies() + cookie;
        return (text + browser.follow(answer).text())
                .replace(exchange.slug(), "")
                .replace(email, "…");
    }
}
