package org.sneakyklaus.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.testsupport.AtOnce;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.Form;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.TestClock;

/** The organiser writes to everyone. */
@IntegrationTest
class AnnouncementsIT {

    private static final String SUBJECT = "“Family Christmas”: a message from the organiser";

    private final Site site;
    private final TestClock clock;

    AnnouncementsIT(Site site, TestClock clock) {
        this.site = site;
        this.clock = clock;
    }

    private static Form form(Gathering exchange) {
        return exchange.admin().open(exchange.path() + "/announcements").form("/announcements");
    }

    private static Page preview(Gathering exchange, String text) {
        return exchange.admin().submit(form(exchange).with("text", text));
    }

    private static Form confirmed(Page preview) {
        return preview.form("/announcements").with("confirm", "true");
    }

    /** Writes it as it is done at the page, and returns the page that follows. */
    private static Page write(Gathering exchange, String text) {
        // What was said before is said on the next page, too.
        exchange.page();
        var answer = exchange.admin().submit(confirmed(preview(exchange, text)));
        assertThat(answer.status()).as("%s", answer).isEqualTo(303);
        return exchange.admin().follow(answer);
    }

    private static List<String> shown(Gathering exchange, Browser participant) {
        return exchange.me(participant).texts("#announcements .prose");
    }

    @Test
    void whoConfirmedGetsItByMailAndItStandsOnEverybodysPage() {
        var exchange = Gathering.open(site, site.setUp());
        var ann = exchange.join("Ann");
        exchange.join("Ben");
        exchange.with("Cy");
        site.mail().all();
        exchange.page();

        var preview = preview(exchange, "We meet at six.");

        assertThat(preview.status()).isEqualTo(422);
        assertThat(preview.texts("#preview .prose")).containsExactly("We meet at six.");
        assertThat(preview.text()).contains("2 people will get an email.");
        assertThat(shown(exchange, ann)).isEmpty();

        var sent = exchange.admin().follow(exchange.admin().submit(confirmed(preview)));

        assertThat(sent.text()).contains("Message sent. We’re emailing 2 people.");
        var mail = site.mail().lastTo("ben@example.org");
        assertThat(mail.subject()).isEqualTo(SUBJECT);
        assertThat(mail.text()).contains("We meet at six.");
        assertThat(site.mail().subjectsTo("ann@example.org")).contains(SUBJECT);
        assertThat(site.mail().subjectsTo("cy@example.org")).doesNotContain(SUBJECT);
        write(exchange, "No, at seven.");
        assertThat(exchange.me(ann).texts("#announcements h2")).containsExactly("From the organiser");
        assertThat(exchange.me(ann).texts("#announcements time").get(0)).isEqualTo("25 Nov 2026, 05:00");
        assertThat(shown(exchange, ann)).containsExactly("No, at seven.", "We meet at six.");
        assertThat(shown(exchange, exchange.enter("Cy"))).as("who comes late").hasSize(2);
        assertThat(exchange.admin().open(exchange.path() + "/announcements").texts("#sent .prose"))
                .containsExactly("No, at seven.", "We meet at six.");
    }

    @Test
    void withoutAnybodyToMailItSaysSo() {
        var exchange = Gathering.open(site, site.setUp()).with("Cy");

        assertThat(preview(exchange, "Hello").text()).contains("No one will get an email.");
        assertThat(write(exchange, "Hello").text()).contains("no one has confirmed their address yet");
        assertThat(shown(exchange, exchange.enter("Cy"))).containsExactly("Hello");
    }

    @Test
    void aDoubleClickSendsItOnce() throws InterruptedException {
        var exchange = Gathering.open(site, site.setUp());
        exchange.join("Ann");
        var click = confirmed(preview(exchange, "Hello"));

        var failures = AtOnce.attempt(
                () -> assertThat(exchange.admin().submit(click).status()).isEqualTo(303),
                () -> assertThat(exchange.admin().submit(click).status()).isEqualTo(303));

        assertThat(failures).isEmpty();
        assertThat(site.count("announcement")).isEqualTo(1);
        assertThat(site.mail().subjectsTo("ann@example.org")).containsOnlyOnce(SUBJECT);
        write(exchange, "Something else");
        write(exchange, "Hello");
        assertThat(site.count("announcement")).isEqualTo(3);
    }

    @Test
    void whatIsSentOnceMoreSaysThatItIsNot() {
        var exchange = Gathering.open(site, site.setUp());
        exchange.join("Ann");
        assertThat(write(exchange, "Hello").text()).contains("Message sent. We’re emailing one person.");

        assertThat(write(exchange, "Hello").text())
                .contains("You had already sent this message. It was not sent again.")
                .doesNotContain("Message sent.");
        clock.advance(Duration.ofHours(1));
        assertThat(write(exchange, "Hello").text()).contains("Message sent.");
    }

    /** As a browser counts: each line break is one. */
    @Test
    void aMessageIsAsLongAsItsFieldAllows() {
        var exchange = Gathering.open(site, site.setUp());
        var lines = "So it goes on.\r\n".repeat(100);
        var longest = lines + "x".repeat(500);

        var refused = preview(exchange, longest + "x");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.errorAt("/announcements", "text")).contains("at most 2,000 characters", "2,001");
        assertThat(refused.value("/announcements", "text").lines())
                .containsExactlyElementsOf((longest + "x").lines().toList());
        assertThat(refused.has("#preview")).isFalse();
        var sent = exchange.admin().post(exchange.path() + "/announcements", "text", longest + "x", "confirm", "true");
        assertThat(sent.status()).isEqualTo(422);
        assertThat(preview(exchange, " \r\n\u200b").errorAt("/announcements", "text"))
                .isNotEmpty();
        assertThat(site.count("announcement")).isZero();

        assertThat(exchange.admin()
                        .submit(confirmed(preview(exchange, longest)))
                        .status())
                .isEqualTo(303);
        assertThat(site.column("SELECT text FROM announcement")).containsExactly(longest.replace("\r\n", "\n"));
    }

    @Test
    void whatChangedSinceThePreviewIsShownAgainBeforeItIsSent() {
        var exchange = Gathering.open(site, site.setUp());
        var preview = preview(exchange, "Bring cookies.");

        var changed = exchange.admin().submit(confirmed(preview).with("text", "Bring cakes."));

        assertThat(changed.errorAt("/announcements", "confirm")).contains("You changed the message");
        assertThat(changed.texts("#preview .prose")).containsExactly("Bring cakes.");
        var unconfirmed = exchange.admin().submit(preview.form("/announcements"));
        assertThat(unconfirmed.errorAt("/announcements", "confirm")).isNotEmpty();
        var again = exchange.admin().submit(confirmed(preview).with("check", "true"));
        assertThat(again.texts("#preview .prose")).as("whatever is ticked").containsExactly("Bring cookies.");
        assertThat(site.count("announcement")).isZero();
    }

    @Test
    void markupStaysTextAndAddressesCanBeFollowedOnThePageAlone() {
        var exchange = Gathering.open(site, site.setUp());
        var ann = exchange.join("Ann");
        var address = "https://cookies.example/?a=1&b=2";
        write(exchange, "See " + address + ".\n<b onclick=\"x\">Now</b> {{7*7}} ${7*7}");

        var page = exchange.me(ann);
        assertThat(shown(exchange, ann).get(0)).contains("<b onclick=\"x\">Now</b> {{7*7}} ${7*7}");
        assertThat(page.has("#announcements b, #announcements a[href^=http]")).isFalse();
        var between = ann.submit(page.form("/me/leave-to").with("link", address));
        assertThat(between.status()).isEqualTo(200);
        assertThat(between.attribute("main a[href^=http]", "href")).isEqualTo(address);
        assertThat(ann.post(exchange.link() + "/me/leave-to", "link", "https://other.example")
                        .status())
                .isEqualTo(422);
        var mail = site.mail().lastTo("ann@example.org");
        assertThat(mail.text()).contains("cookies.\u200bexample").doesNotContain("cookies.example");
        assertThat(mail.html()).contains("&lt;b onclick=").doesNotContain("cookies.example");
    }

    /** In New York a day begins at five o'clock of ours. */
    @Test
    void fiveADay() {
        var exchange = Gathering.open(site, site.setUp());
        exchange.join("Ann");
        var day = Instant.parse("2026-11-27T05:00:00Z");
        clock.set(day.minusMillis(1));
        write(exchange, "One too many for that day");
        clock.set(day);
        for (var i = 1; i <= 5; i++) {
            write(exchange, "Number " + i);
        }

        clock.set(day.plusSeconds(86_399));
        for (var refused : List.of(
                preview(exchange, "Number 6"),
                exchange.admin().post(exchange.path() + "/announcements", "text", "Number 6", "confirm", "true"))) {
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.errorAt("/announcements", "text")).contains("5 messages today");
            assertThat(refused.value("/announcements", "text")).isEqualTo("Number 6");
        }
        assertThat(write(Gathering.open(site, exchange.admin()), "Number 6").text())
                .as("in another exchange")
                .contains("Message sent.");
        clock.set(day.plusSeconds(86_400));
        write(exchange, "Number 6");
        assertThat(site.count("announcement where exchange_id = " + exchange.id()))
                .isEqualTo(7);
    }

    @Test
    void thoseOfTomorrowDoNotCountOnceTheClockIsSetBack() {
        var exchange = Gathering.open(site, site.setUp());
        clock.set(TestClock.START.plus(Duration.ofDays(1)));
        for (var i = 1; i <= 5; i++) {
            write(exchange, "Number " + i);
        }

        clock.set(TestClock.START);

        assertThat(write(exchange, "Number 6").text()).contains("Message sent.");
    }

    @ParameterizedTest
    @EnumSource
    void fromTheOpeningUntilItIsOver(ExchangeState state) {
        var exchange = Gathering.in(state, site, site.setUp());

        var answer = exchange.admin().post(exchange.path() + "/announcements", "text", "Hello", "confirm", "true");

        var allowed = state.isEditable() && state != ExchangeState.DRAFT;
        assertThat(answer.status()).isEqualTo(allowed ? 303 : 409);
        assertThat(site.count("announcement")).isEqualTo(allowed ? 1 : 0);
        assertThat(exchange.page().has("a[href$=/announcements]")).isEqualTo(allowed);
        assertThat(exchange.admin().open(exchange.path() + "/announcements").hasForm("/announcements"))
                .isEqualTo(allowed);
    }

    @Test
    void whileNothingIsSentItsMailsWait() {
        var exchange = Gathering.open(site, site.setUp());
        exchange.join("Ann");
        site.mail().all();
        exchange.admin().submit(exchange.admin().open("/admin/jobs").form("/dispatch_outbox/pause"));

        write(exchange, "Hello");

        assertThat(site.count("outbound_email where kind = 'ANNOUNCEMENT' and state = 'PENDING'"))
                .isEqualTo(1);
    }

    @Test
    void itGoesWithItsExchange() {
        var exchange = Gathering.open(site, site.setUp());
        write(exchange, "Hello");
        exchange.then("call-off");

        exchange.admin().submit(exchange.page().form("/delete").with("name", "Family Christmas"));

        assertThat(site.count("exchange")).isZero();
        assertThat(site.count("announcement")).isZero();
    }
}
