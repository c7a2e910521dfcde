package org.sneakyklaus.draw;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.job.ScheduledJob;
import org.sneakyklaus.testsupport.AtOnce;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.Form;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Organiser;
import org.sneakyklaus.testsupport.Page;
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
        var later = new Gathering(site, Organiser.signIn(site.browser()).browser(), next.id());
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
        var told = "We store a fingerprint of who drew whom, so that a later draw can avoid the same pairings."
                + " It stays until the organiser deletes it.";
        var exchange = remembered(admin).then("open");
        var other = Gathering.open(site, admin);

        assertThat(site.browser().open(exchange.link() + "/register").text()).contains(told);
        assertThat(site.browser().open(other.link() + "/register").text()).doesNotContain("fingerprint of who");
        assertThat(exchange.me(exchange.join("Ann")).text()).contains(told);
        assertThat(other.me(other.join("Ann")).text()).doesNotContain("fingerprint of who");
        assertThat(site.browser().open("/privacy").text())
                .contains(
                        "A fingerprint of who drew whom",
                        "Until the organiser deletes it",
                        "It stays when the exchange is deleted",
                        "It contains no names or addresses");
    }

    @Test
    void oneButtonForgets() {
        var admin = site.setUp();
        var exchange = remembered(admin)
                .with("Ann", "Ben", "Cy")
                .then("open")
                .then("close")
                .then("match");
        exchange.then("complete");
        assertThat(exchange.page().has("form[action$=/forget-pairs]")).isFalse();
        over();
        var next = copy(exchange);
        assertThat(next.page().text()).contains("The next draw avoids these pairings");

        var answer = next.press("forget-pairs");

        assertThat(admin.follow(answer).text()).contains("Earlier pairings deleted");
        assertThat(site.count("past_pair")).isZero();
        assertThat(next.page().has("form[action$=/forget-pairs]")).isFalse();
        assertThat(exchange.page().has("form[action$=/forget-pairs]")).isFalse();
        var secondClick = admin.post(next.path() + "/forget-pairs");
        assertThat(secondClick.status()).isEqualTo(303);
        assertThat(admin.follow(secondClick).text()).contains("there was nothing to delete");
        assertThat(admin.post("/admin/exchanges/987654/forget-pairs").status()).isEqualTo(404);
    }

    @Test
    void aSeriesThatWasPurgedWithoutACopyIsTakenUpAYearLater() {
        var lastYear = purgedLastYear();
        clock.set(Instant.parse("2027-11-20T10:00:00Z"));
        var next = newExchange(Organiser.signIn(site.browser()).browser());
        assertThat(offered(next)).containsExactly("Choose …", "25 November 2026 (5 people)");
        next.then("open");
        var again = FAMILY.stream().map(next::join).toList();
        assertThat(offered(next)).hasSize(2);
        next.then("close");

        var answer = next.admin().submit(chosen(next));

        assertThat(next.admin().follow(answer).text())
                .contains(
                        "avoids the pairings of this earlier exchange",
                        "Fingerprints of who drew whom in earlier exchanges are stored");
        assertThat(next.page().hasForm("/series")).isFalse();
        next.then("match");
        for (var i = 0; i < 8; i++) {
            assertThat(pairs(next, again)).doesNotContainAnyElementsOf(lastYear);
            next.then("rematch");
        }
    }

    @Test
    void theRulesOfThoseWhoAgreedComeBackWithTheSeries() {
        var first = remembered(site.setUp()).then("open");
        for (var name : FAMILY) {
            var browser = first.join(name);
            browser.submit(first.me(browser).form("/me/next-time").with("invite", "true"));
        }
        first.rule("Ann", "Ben", true);
        first.rule("Cy", "Dan", true);
        first.then("close").then("match");
        run("auto_complete_exchanges", "2026-12-25T00:00:00Z");
        run("purge_old_exchanges", "2027-01-17T02:00:00Z");
        run("purge_old_exchanges", "2027-01-24T02:00:00Z");
        clock.set(Instant.parse("2027-11-20T10:00:00Z"));
        var next = newExchange(Organiser.signIn(site.browser()).browser()).then("open");
        var ann = next.join("Ann");
        ann.submit(next.me(ann).form("/me/next-time").with("invite", "true"));
        next.join("Cy");
        next.join("Dan");
        assertThat(next.page().text()).doesNotContain("Cy and Dan cannot draw");

        next.admin().submit(chosen(next));
        assertThat(next.page().text()).contains("Cy and Dan cannot draw each other");
        next.join("Ben");
        assertThat(next.page().text()).contains("Ann and Ben cannot draw each other");
    }

    @Test
    void aSeriesWithoutExchangeIsForgottenByOneButton() {
        var admin = site.setUp();
        var next = newExchange(admin);
        orphan(admin);
        var form = chosen(next).with("forget", "true");
        assertThat(next.page().texts("button[name=forget]")).containsExactly("Delete these pairings");
        assertThat(admin.post("/admin/exchanges/987654/series", "series", form.value("series"), "forget", "true")
                        .status())
                .isEqualTo(404);
        assertThat(site.count("past_pair")).isEqualTo(3);

        var answer = admin.submit(form);

        assertThat(admin.follow(answer).text()).contains("Pairings of this earlier exchange deleted");
        assertThat(site.count("past_pair")).isZero();
        assertThat(next.page().hasForm("/series")).isFalse();
        assertThat(admin.follow(admin.submit(form)).text()).contains("there was nothing to delete");
    }

    @Test
    void anEarlierTimeThatWasForgottenOrTakenUpMeanwhileIsRefused() {
        var admin = site.setUp();
        var next = newExchange(admin);
        var other = newExchange(admin);
        orphan(admin);
        var form = chosen(next);
        var late = chosen(other);
        assertThat(admin.submit(form).status()).isEqualTo(303);
        var taken = site.everything();

        var secondClick = admin.submit(form);
        refused(admin.submit(late), "Another exchange already avoids these pairings");
        refused(admin.submit(late.with("forget", "true")), "You can delete them on its page");

        assertThat(admin.follow(secondClick).text()).contains("avoids the pairings of this earlier exchange");
        assertThat(other.page().hasForm("/series")).isFalse();
        assertThat(site.everything()).isEqualTo(taken);
        next.then("forget-pairs");
        var forgotten = site.everything();
        refused(admin.submit(form), "the pairings of this earlier exchange are deleted");
        refused(admin.submit(late.without("forget")), "the pairings of this earlier exchange are deleted");
        assertThat(site.everything()).isEqualTo(forgotten);
    }

    @Test
    void whatIsDrawnOrACopyOrHasEarlierPairsIsOfferedNoOthers() {
        var admin = site.setUp();
        var remembered = completed(admin);
        var ownKept = copy(remembered);
        admin.submit(remembered.page().form("/delete").with("name", "Family Christmas"));
        var original = newExchange(admin);
        var copied = copy(original);
        var alone = newExchange(admin);
        orphan(admin);
        var drawn = Gathering.in(ExchangeState.MATCHED, site, admin);
        var series = chosen(alone);
        var before = site.everything();

        for (var exchange : List.of(ownKept, original, copied, drawn)) {
            assertThat(exchange.page().hasForm("/series")).isFalse();
        }
        refused(post(drawn, series), "names are drawn");
        refused(post(ownKept, series), "already avoids the pairings of another earlier exchange");
        refused(post(original, series), "is a copy or was copied");
        refused(post(copied, series), "is a copy or was copied");
        assertThat(site.everything()).isEqualTo(before);
        assertThat(admin.submit(alone.page().form("/series")).errorAt("/series", "series"))
                .contains("Choose an earlier exchange");
    }

    @RepeatedTest(5)
    void ofTwoThatTakeAnEarlierTimeUpAtOnceOneWins() throws InterruptedException {
        var admin = site.setUp();
        var one = newExchange(admin);
        var other = newExchange(admin);
        orphan(admin);
        var forms = List.of(chosen(one), chosen(other));

        var answers = AtOnce.get(() -> admin.submit(forms.get(0)), () -> admin.submit(forms.get(1)));

        assertThat(answers).extracting(Page::status).containsExactlyInAnyOrder(303, 409);
        assertThat(List.of(one, other))
                .extracting(exchange -> exchange.page().hasForm("/forget-pairs"))
                .containsExactlyInAnyOrder(true, false);
    }

    @RepeatedTest(5)
    void ofTakingUpAndForgettingAtOnceOneWins() throws InterruptedException {
        var admin = site.setUp();
        var next = newExchange(admin);
        orphan(admin);
        var forms = List.of(chosen(next), chosen(next).with("forget", "true"));

        var answers = AtOnce.get(() -> admin.submit(forms.get(0)), () -> admin.submit(forms.get(1)));

        assertThat(answers).extracting(Page::status).containsExactlyInAnyOrder(303, 409);
        var takenUp = answers.get(0).status() == 303;
        assertThat(site.count("past_pair")).isEqualTo(takenUp ? 3 : 0);
        assertThat(next.page().hasForm("/forget-pairs")).isEqualTo(takenUp);
    }

    /** Last year's pairs, of whom nothing else is left. */
    private List<String> purgedLastYear() {
        var first = remembered(site.setUp()).then("open");
        var family = FAMILY.stream().map(first::join).toList();
        first.then("close").then("match");
        var lastYear = pairs(first, family);
        run("auto_complete_exchanges", "2026-12-25T00:00:00Z");
        run("purge_old_exchanges", "2027-01-17T02:00:00Z");
        run("purge_old_exchanges", "2027-01-24T02:00:00Z");
        assertThat(site.count("exchange")).isZero();
        return lastYear;
    }

    /** Remembered pairs of an exchange that is deleted. */
    private void orphan(Browser admin) {
        var exchange = completed(admin);
        admin.submit(exchange.page().form("/delete").with("name", "Family Christmas"));
    }

    private Gathering completed(Browser admin) {
        var exchange = remembered(admin)
                .with("Ann", "Ben", "Cy")
                .then("open")
                .then("close")
                .then("match")
                .then("complete");
        over();
        return exchange;
    }

    /** What is completed by hand is over when its date has passed. */
    private void over() {
        var now = clock.instant();
        run("auto_complete_exchanges", "2026-12-25T00:00:00Z");
        clock.set(now);
    }

    private Gathering newExchange(Browser admin) {
        return Gathering.created(site, admin, Gathering.blank(admin).with("exchangeDate", "2027-12-24T18:00"));
    }

    private static List<String> offered(Gathering exchange) {
        return exchange.page().texts("#series-series option");
    }

    /** The form of the page, with the only earlier time there is. */
    private static Form chosen(Gathering exchange) {
        var page = exchange.page();
        return page.form("/series").with("series", page.attribute("#series-series option:not([value=''])", "value"));
    }

    private static Page post(Gathering exchange, Form series) {
        return exchange.admin().post(exchange.path() + "/series", "series", series.value("series"));
    }

    private static void refused(Page answer, String reason) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(409);
        assertThat(answer.texts("[role=alert]")).singleElement().asString().contains(reason);
    }

    private Gathering remembered(Browser admin) {
        return Gathering.created(site, admin, Gathering.blank(admin).with("rememberPairs", "true"));
    }

    private Gathering copy(Gathering exchange) {
        var edit = exchange.press("copy").leadsTo();
        var id = edit.replaceAll("\\D+", "");
        return new Gathering(site, exchange.admin(), Long.parseLong(id));
    }

    private void run(String job, String now) {
        clock.set(Instant.parse(now));
        requireNonNull(jobs.get(job)).run(clock.instant());
    }

    /** Such as "Ann → Ben", as each of them sees it. */
    private static List<String> pairs(Gathering exchange, List<Browser> family) {
        var pairs = new ArrayList<String>();
        for (var i = 0; i < family.size(); i++) {
            pairs.add(FAMILY.get(i) + " → " + exchange.reveal(family.get(i)));
        }
        return pairs;
    }
}
