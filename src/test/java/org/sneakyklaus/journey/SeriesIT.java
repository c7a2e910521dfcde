package org.sneakyklaus.journey;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.job.ScheduledJob;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.Form;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.TestClock;

/** The same family, a year later. */
@IntegrationTest
class SeriesIT {

    private static final List<String> FAMILY = List.of("Ann", "Ben", "Cy", "Dan", "Eve");

    private final Site site;
    private final Map<String, ScheduledJob> jobs;
    private final TestClock clock;

    SeriesIT(Site site, List<ScheduledJob> jobs, TestClock clock) {
        this.site = site;
        this.jobs = jobs.stream().collect(Collectors.toMap(ScheduledJob::id, job -> job));
        this.clock = clock;
    }

    @Test
    void lastYearIsPurgedAndAvoidedAllTheSame() {
        var admin = site.setUp();
        var first = remembered(admin).then("open");
        var browsers = FAMILY.stream().map(first::join).toList();
        first.then("close").then("match");
        var lastYear = pairs(first, browsers);
        run("auto_complete_exchanges", "2026-12-25T00:00:00Z");
        assertThat(first.state()).isEqualTo(ExchangeState.COMPLETED);
        var next = copy(first);
        run("purge_old_exchanges", "2027-01-17T02:00:00Z");
        run("purge_old_exchanges", "2027-01-24T02:00:00Z");
        // The sessions of both ended meanwhile.
        var later = new Gathering(site, signIn(), next.id());
        assertThat(later.admin().open(first.path()).status()).isEqualTo(404);
        later.then("open");
        var again = FAMILY.stream().map(later::join).toList();

        later.then("close").then("match");

        for (var i = 0; i < 8; i++) {
            assertThat(pairs(later, again)).doesNotContainAnyElementsOf(lastYear);
            later.then("rematch");
        }
    }

    @Test
    void peopleAreToldWhereTheyJoinOnTheirPageAndUnderPrivacy() {
        var admin = site.setUp();
        var told = "A fingerprint of who gives to whom is kept until the organiser forgets it";
        var exchange = remembered(admin).then("open");
        var other = Gathering.open(site, admin);

        assertThat(site.browser().open(exchange.link() + "/register").text()).contains(told);
        assertThat(site.browser().open(other.link() + "/register").text()).doesNotContain("fingerprint of who");
        assertThat(exchange.me(exchange.join("Ann")).text()).contains(told);
        assertThat(other.me(other.join("Ann")).text()).doesNotContain("fingerprint of who");
        assertThat(site.browser().open("/privacy").text())
                .contains(
                        "A fingerprint of who gave to whom",
                        "Until the organiser forgets it",
                        "copied from it are deleted",
                        "By itself it says");
    }

    @Test
    void oneButtonForgets() {
        var admin = site.setUp();
        var exchange = remembered(admin)
                .with("Ann", "Ben", "Cy")
                .then("open")
                .then("close")
                .then("match");
        assertThat(exchange.page().has("form[action$=/forget-pairs]")).isFalse();
        exchange.then("complete");
        var next = copy(exchange);
        assertThat(next.page().text()).contains("the next draw avoids these pairs");

        var answer = next.press("forget-pairs");

        assertThat(admin.follow(answer).text()).contains("The earlier pairs are forgotten");
        assertThat(site.count("past_pair")).isZero();
        assertThat(next.page().has("form[action$=/forget-pairs]")).isFalse();
        assertThat(exchange.page().has("form[action$=/forget-pairs]")).isFalse();
        var secondClick = admin.post(next.path() + "/forget-pairs");
        assertThat(secondClick.status()).isEqualTo(303);
        assertThat(admin.follow(secondClick).text()).contains("there was nothing to forget");
        assertThat(admin.post("/admin/exchanges/987654/forget-pairs").status()).isEqualTo(404);
    }

    private Gathering remembered(Browser admin) {
        return Gathering.created(site, admin, Gathering.blank(admin).with("rememberPairs", "true"));
    }

    private Gathering copy(Gathering exchange) {
        var edit = exchange.press("copy").leadsTo();
        var id = edit.replaceAll("\\D+", "");
        return new Gathering(site, exchange.admin(), Long.parseLong(id));
    }

    private Browser signIn() {
        var browser = site.browser();
        Form form = browser.open("/admin/login").form("/admin/login");
        browser.submit(form.with("email", Site.ADMIN).with("password", Site.PASSWORD));
        return browser;
    }

    private void run(String job, String now) {
        clock.set(Instant.parse(now));
        requireNonNull(jobs.get(job)).run(clock.instant());
    }

    /** Such as "Ann → Ben", as each of them sees it. */
    private static List<String> pairs(Gathering exchange, List<Browser> family) {
        var pairs = new ArrayList<String>();
        for (var i = 0; i < family.size(); i++) {
            var browser = family.get(i);
            var shown = browser.submit(exchange.me(browser).form("/me/reveal"));
            pairs.add(FAMILY.get(i) + " → " + shown.texts(".gift-name").get(0));
        }
        return pairs;
    }
}
