package org.sneakyklaus.participation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sneakyklaus.testsupport.Mail.token;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.job.ScheduledJob;
import org.sneakyklaus.support.SecretBox;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Mail;
import org.sneakyklaus.testsupport.Organiser;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.beans.factory.annotation.Autowired;

/** The same people again: who agreed is invited to the next exchange, and their rules come back. */
@SuppressWarnings("NullAway.Init")
@IntegrationTest
class NextTimeIT {

    private static final String INVITED = "You’re invited to “Family Christmas” again";

    private final Site site;
    private final Map<String, ScheduledJob> jobs;
    private final TestClock clock;
    private Gathering exchange;
    private Map<String, Browser> people;

    NextTimeIT(Site site, List<ScheduledJob> jobs, TestClock clock) {
        this.site = site;
        this.jobs = jobs.stream().collect(Collectors.toMap(ScheduledJob::id, job -> job));
        this.clock = clock;
    }

    @BeforeEach
    void open() {
        exchange = Gathering.open(site, site.setUp());
        people = Stream.of("Ann", "Ben", "Cy", "Dan").collect(Collectors.toMap(Function.identity(), exchange::join));
    }

    @Test
    void whoAgreedAndDidNotTakeItBackIsInvitedToTheNextYear() {
        exchange.rule("Ann", "Ben", true);
        Stream.of("Ann", "Ben", "Cy").forEach(this::agree);
        exchange.then("close").then("match");
        var linkOfCy = site.mail().lastTo("cy@example.org").link("/unsubscribe/next-time/");
        assertThat(site.mail().lastTo("dan@example.org").text()).doesNotContain("next-time");

        takeBack("Ben");
        assertThat(site.count("series_rule")).isZero();
        complete();
        assertThat(exchange.page().text()).contains("Invite the 2 people who asked for an invitation");
        var stranger = site.browser();
        assertThat(stranger.open(linkOfCy).text()).contains("No invitation next time?");
        assertThat(site.count("series_invitation"))
                .as("looking changes nothing")
                .isEqualTo(2);
        stranger.submit(stranger.open(linkOfCy).form("/unsubscribe/next-time/" + token(linkOfCy)));
        assertThat(stranger.open(linkOfCy).text()).contains("You will not be invited");
        assertThat(site.count("series_invitation")).isOne();

        var next = copied(true);
        purgeOriginal();
        assertThat(site.count("series_invitation")).isOne();
        clock.set(Instant.parse("2027-11-20T10:00:00Z"));
        next = signedIn(next);
        assertThat(next.page().text()).contains("One person from earlier exchanges asked for an invitation");
        assertThat(next.people()).isEmpty();
        assertThat(invited()).isEmpty();
        next.then("open");
        assertThat(next.page().text()).contains("We’re emailing an invitation to one person of earlier exchanges");
        assertThat(invited()).containsExactly("ann@example.org");
        assertThat(next.people()).as("nobody takes part until they join").isEmpty();
        assertThat(next.admin().open("/admin/outbox").text())
                .contains("To someone from an earlier exchange")
                .doesNotContain("Ann");
        next.then("close").then("reopen");
        assertThat(invited()).as("once for each copy").hasSize(1);

        next.join("Ann");
        next.join("Ben");
        assertThat(rules(next)).isEmpty();
        clock.set(Instant.parse("2028-02-24T22:59:00Z"));
        run("purge_old_exchanges");
        assertThat(site.count("series_invitation")).isOne();
        clock.set(Instant.parse("2028-02-24T23:00:00Z"));
        run("purge_old_exchanges");
        assertThat(site.count("series_invitation")).isZero();
    }

    @Test
    void theRulesComeBackOnceBothHaveConfirmed() {
        exchange.rule("Ann", "Ben", true);
        exchange.rule("Ben", "Cy", false);
        exchange.rule("Ann", "Dan", true);
        Stream.of("Ann", "Ben", "Cy").forEach(this::agree);
        exchange.then("close").then("match");
        complete();
        var next = copied(true).then("open");
        assertThat(site.count("series_rule")).isEqualTo(3);
        purgeOriginal();
        next = signedIn(next);

        next.register(site.browser(), "Annie", "ann@example.org");
        next.join("Ben");
        assertThat(rules(next)).as("anyone may have typed it").isEmpty();
        next.enter("Ann");
        assertThat(rules(next)).containsExactly("Annie|Ben|true");
        next.join("Cy");
        next.join("Dan");
        assertThat(rules(next)).containsExactlyInAnyOrder("Annie|Ben|true", "Ben|Cy|false");
        assertThat(next.page().text()).contains("Annie and Ben cannot draw each other");

        next.admin().post(next.path() + "/participants/" + next.idOf("Ben") + "/remove", "confirm", "true");
        assertThat(site.count("series_rule"))
                .as("a rule goes with one of its people")
                .isZero();
        assertThat(site.count("series_invitation")).isEqualTo(2);
    }

    @Test
    void rulesAreKeptAsTheyAreInTheEnd() {
        exchange.rule("Ann", "Ben", true);
        agree("Ann");
        agree("Ben");
        assertThat(site.count("series_rule")).isEqualTo(2);
        var rule = site.column("select id from exclusion_rule").get(0);
        exchange.admin().post(exchange.path() + "/exclusions/" + rule + "/delete");
        exchange.rule("Ben", "Ann", false);
        exchange.then("close").then("match");
        complete();

        assertThat(site.count("series_rule")).isOne();
        var next = copied(false).then("open");
        next.join("Ann");
        next.join("Ben");
        assertThat(rules(next)).containsExactly("Ben|Ann|false");
        assertThat(invited()).as("the organiser did not ask for it").isEmpty();
    }

    @Test
    void aThiefOfTheDatabaseLearnsOnlyHowMany() {
        exchange.rule("Ann", "Ben", true);
        agree("Ann");
        agree("Ben");

        assertThat(site.column("select length(sealed) from series_invitation"))
                .hasSize(2)
                .containsOnly(site.column("select max(length(sealed)) from series_invitation")
                        .get(0));
        var stored = String.join(
                "\n", site.column("select address_hash || sealed || series_id || kept_until from series_invitation"));
        assertThat(stored).doesNotContainIgnoringCase("ann@").doesNotContain("Ann");
        assertThat(String.join("\n", site.column("select sealed from series_rule")))
                .doesNotContain(site.column("select address_hash from series_invitation"));
    }

    @Test
    void theWishGoesWithThePersonAndFollowsTheirAddress() {
        Stream.of("Ann", "Ben", "Cy", "Dan").forEach(this::agree);
        var dan = person("Dan");
        move(exchange, dan, "dan2@example.org");
        assertThat(site.mail().lastTo("dan2@example.org").text())
                .as("which may be a stranger’s")
                .doesNotContain("/unsubscribe/");
        dan = Gathering.signIn(site.browser(), askForLink("dan2@example.org"));
        assertThat(exchange.me(dan).text()).contains("You asked to be invited next time.");
        assertThat(site.count("series_invitation")).isEqualTo(4);

        var ann = person("Ann");
        ann.submit(ann.open(exchange.link() + "/me/withdraw").form("/withdraw").with("confirm", "true"));
        assertThat(site.count("series_invitation")).isEqualTo(3);
        exchange.admin().post(exchange.path() + "/participants/" + exchange.idOf("Ben") + "/remove", "confirm", "true");
        assertThat(site.count("series_invitation")).isEqualTo(2);
        notMe("cy@example.org");
        assertThat(site.count("series_invitation")).isOne();

        exchange.then("call-off");
        var next = copied(true).then("open");
        assertThat(invited()).containsExactly("dan2@example.org");
        assertThat(next.people()).isEmpty();
    }

    /** Else the organiser could find out who agreed, and a stranger could undo it, by typing an address. */
    @Test
    void whoIsOnlyEnteredByOthersLosesNothing() {
        agree("Ann");
        exchange.then("call-off");
        var next = copied(true).then("open");
        next.with("Ann");
        next.admin().post(next.path() + "/participants/" + next.idOf("Ann") + "/remove", "confirm", "true");

        assertThat(site.count("series_invitation")).isOne();
    }

    @Test
    void whoeverMustNotBeEmailedOrTookItBackIsNotInvited(@Autowired SecretBox secretBox) {
        Stream.of("Ann", "Ben", "Cy", "Dan").forEach(this::agree);
        site.change(
                "insert into suppressed_address (created_at, address_hash, reason) values (0, ?, 'BOUNCED')",
                secretBox.hash("suppressed address", "dan@example.org"));
        exchange.then("call-off");
        var next = copied(true);
        next.with("Ann");
        assertThat(next.page().text()).contains("4 people from earlier exchanges asked for an invitation");
        next.then("open");
        takeBack("Ben");

        assertThat(invited())
                .as("also the one whom the organiser added: else the number would tell that they agreed")
                .containsExactlyInAnyOrder("ann@example.org", "cy@example.org");
    }

    @Test
    void aDraftDoesNotTellWhetherAnAddressAgreed() {
        Stream.of("Ann", "Ben").forEach(this::agree);
        exchange.then("call-off");
        var next = copied(true);
        var before = next.page().texts("#to-invite");
        assertThat(before).hasSize(1);

        next.with("Ann");
        assertThat(next.page().texts("#to-invite")).isEqualTo(before);
        next.with("Dan");
        assertThat(next.page().texts("#to-invite")).isEqualTo(before);
    }

    @Test
    void theWishIsRenewedInTheNextExchange() {
        agree("Ann");
        exchange.then("call-off");
        var next = copied(true);
        next.admin()
                .submit(next.admin()
                        .open(next.path() + "/edit")
                        .form("/edit")
                        .with("exchangeDate", "2027-12-24T18:00"));
        next.then("open");
        var ann = next.join("Ann");
        assertThat(next.me(ann).text()).contains("What we need for that is kept until", "2028", "Invite me next time");

        ann.submit(next.me(ann).form("/me/next-time").with("invite", "true"));

        assertThat(next.me(ann).text()).contains("2029").doesNotContain("Invite me next time");
        assertThat(site.count("series_invitation")).isOne();
    }

    @Test
    void whatWasTickedToJoinIsRecordedOnceTheAddressIsConfirmed() {
        var browser = site.browser();
        var form = exchange.registration(browser, "Eve");
        browser.submit(form.with("email", "vee@example.org").with("inviteNextTime", "true"));
        assertThat(site.count("series_invitation"))
                .as("anyone may have typed it")
                .isZero();
        var done = browser.open(exchange.link() + "/register/done");
        browser.submit(done.form("/correct").with("email", "eve@example.org"));
        assertThat(site.count("series_invitation")).isZero();

        Gathering.signIn(browser, site.mail().lastTo("eve@example.org"));

        assertThat(exchange.me(browser).text()).contains("You asked to be invited next time.");
        browser.submit(exchange.me(browser).form("/me/next-time"));
        Gathering.signIn(site.browser(), askForLink("eve@example.org"));
        assertThat(site.count("series_invitation")).as("once").isZero();
    }

    /** Else the number would tell who agreed, as one confirms or is removed. */
    @Test
    void whileAnExchangeOfTheSeriesRunsNoNumberIsShownAndNobodyInvited() {
        exchange.then("call-off");
        Stream.of("Ann", "Ben").forEach(this::agree);
        var first = copied(true);
        var second = copied(true);
        assertThat(second.page().texts("#to-invite")).hasSize(1);
        first.then("open");
        assertThat(invited()).hasSize(2);

        assertThat(exchange.page().text()).doesNotContain("people who asked for an invitation");
        assertThat(second.page().texts("#to-invite")).isEmpty();
        second.then("open");
        assertThat(invited()).hasSize(2);
    }

    @Test
    void anotherPersonDoesNotWishForThem() {
        var stranger = site.browser();
        var form = stranger.open(exchange.link() + "/register").form("/register");
        stranger.submit(
                form.with("name", "Eve").with("email", "eve@example.org").with("inviteNextTime", "true"));
        exchange.join("Eve");
        assertThat(site.count("series_invitation"))
                .as("who joins after that without the tick")
                .isZero();

        stranger.submit(
                form.with("name", "Vic").with("email", "vic@example.org").with("inviteNextTime", "true"));
        var correct = exchange.path() + "/participants/" + exchange.idOf("Vic") + "/edit";
        exchange.admin().submit(exchange.admin().open(correct).form("/edit").with("email", "vera@example.org"));
        Gathering.signIn(site.browser(), site.mail().lastTo("vera@example.org"));
        assertThat(site.count("series_invitation"))
                .as("whose address the organiser put in their place")
                .isZero();
    }

    @Test
    void theRulesComeBackBeforeTheWishIsRenewed() {
        exchange.rule("Ann", "Ben", true);
        agree("Ann");
        agree("Ben");
        exchange.then("close").then("match");
        complete();
        var next = copied(true).then("open");
        next.join("Ben");
        var ann = site.browser();
        ann.submit(next.registration(ann, "Ann").with("inviteNextTime", "true"));

        Gathering.signIn(ann, site.mail().lastTo("ann@example.org"));

        assertThat(rules(next)).containsExactly("Ben|Ann|true");
        assertThat(site.count("series_rule")).isEqualTo(2);
    }

    @Test
    void theRulesOfThoseWhoConfirmAfterTheDrawAreKeptForTheYearAfter() {
        var next = confirmedWhileNamesWereDrawn();
        next.then("call-off");
        exchange = next;

        var later = copied(true).then("open");
        later.join("Ann");
        later.join("Ben");

        assertThat(rules(later)).containsExactly("Ann|Ben|true");
    }

    /** Returns a copy in which Ann and Ben, who must not draw each other, confirmed after the draw. */
    private Gathering confirmedWhileNamesWereDrawn() {
        exchange.rule("Ann", "Ben", true);
        agree("Ann");
        agree("Ben");
        exchange.then("call-off");
        var next = copied(true).with("Ann", "Ben", "Cy", "Dan");
        next.then("open").then("close").then("match");
        next.enter("Ann");
        next.enter("Ben");
        assertThat(rules(next)).as("names are drawn").isEmpty();
        return next;
    }

    @Test
    void theRulesOfThoseWhoConfirmAfterTheDrawComeBackOnceItIsUndone() {
        var next = confirmedWhileNamesWereDrawn();

        next.then("cancel-match");

        assertThat(rules(next)).containsExactly("Ann|Ben|true");
        assertThat(next.page().text()).contains("Ann and Ben cannot draw each other");
    }

    @Test
    void theRulesComeBackToWhoMovesToTheInvitedAddress() {
        exchange.rule("Ann", "Ben", true);
        agree("Ann");
        agree("Ben");
        exchange.then("call-off");
        var next = copied(true).then("open");
        next.join("Ben");
        var ann = site.browser();
        ann.submit(
                next.registration(ann, "Ann").with("email", "work@example.org").with("inviteNextTime", "true"));
        Gathering.signIn(ann, site.mail().lastTo("work@example.org"));
        assertThat(rules(next)).isEmpty();

        move(next, ann, "ann@example.org");

        assertThat(rules(next)).containsExactly("Ben|Ann|true");
        assertThat(site.count("series_rule")).isEqualTo(2);
    }

    @Test
    void theRulesWithWhoIsAbsentFollowToANewAddress() {
        exchange.rule("Ann", "Ben", true);
        agree("Ann");
        agree("Ben");
        exchange.then("call-off");
        var next = copied(true).then("open");
        move(next, next.join("Ann"), "ann2@example.org");
        next.then("call-off");
        exchange = next;

        var later = copied(true).then("open");
        later.join("Ben");
        var ann = site.browser();
        later.register(ann, "Ann", "ann2@example.org");
        Gathering.signIn(ann, site.mail().lastTo("ann2@example.org"));

        assertThat(rules(later)).containsExactly("Ben|Ann|true");
    }

    @Test
    void anExclusionThatTheOrganiserRemovedStaysAway() {
        exchange.rule("Ann", "Ben", true);
        Stream.of("Ann", "Ben", "Cy").forEach(this::agree);
        exchange.then("call-off");
        var next = copied(true).then("open");
        next.join("Ann");
        next.join("Ben");
        assertThat(rules(next)).hasSize(1);
        next.admin()
                .post(next.path() + "/exclusions/"
                        + site.column("select id from exclusion_rule where exchange_id = ?", next.id())
                                .get(0)
                        + "/delete");
        copied(true);

        next.join("Cy");

        assertThat(rules(next)).isEmpty();
    }

    @Test
    void anExclusionThatTheOrganiserRemovedDoesNotComeBackWithAnotherCopyOfAnOlderExchange() {
        exchange.rule("Ann", "Ben", true);
        exchange.rule("Ben", "Cy", false);
        Stream.of("Ann", "Ben", "Cy").forEach(this::agree);
        exchange.then("call-off");
        var next = copied(true).then("open");
        next.join("Ann");
        next.join("Ben");
        next.admin()
                .post(next.path() + "/exclusions/"
                        + site.column("select id from exclusion_rule where exchange_id = ?", next.id())
                                .get(0)
                        + "/delete");
        next.then("call-off");

        var later = copied(true).then("open");
        Stream.of("Ann", "Ben", "Cy").forEach(later::join);

        assertThat(rules(later)).containsExactly("Ben|Cy|false");
    }

    private void move(Gathering gathering, Browser person, String email) {
        person.submit(gathering.me(person).form("/me/email").with("email", email));
        var link = site.mail().lastTo(email).link("/email/");
        person.submit(person.open(link).form("/email/" + token(link)));
    }

    private Browser person(String name) {
        return requireNonNull(people.get(name));
    }

    private void agree(String name) {
        var answer = person(name)
                .submit(exchange.me(person(name)).form("/me/next-time").with("invite", "true"));
        assertThat(answer.status()).as("%s", answer).isEqualTo(303);
        assertThat(exchange.me(person(name)).text()).contains("You asked to be invited next time.");
    }

    private void takeBack(String name) {
        person(name).submit(exchange.me(person(name)).form("/me/next-time"));
        assertThat(exchange.me(person(name)).text()).contains("Invite me next time");
    }

    private void complete() {
        clock.set(Instant.parse("2026-12-25T02:00:00Z"));
        run("auto_complete_exchanges");
        exchange = signedIn(exchange);
    }

    private Gathering copied(boolean inviting) {
        var form = exchange.page().form("/copy");
        var answer = exchange.admin().submit(inviting ? form.with("invite", "true") : form);
        var id = answer.leadsTo().replaceAll("\\D", "");
        return new Gathering(site, exchange.admin(), Long.parseLong(id));
    }

    private void purgeOriginal() {
        clock.advance(Duration.ofDays(24));
        run("purge_old_exchanges");
        clock.advance(Duration.ofDays(8));
        run("purge_old_exchanges");
        assertThat(site.column("select id from exchange where id = ?", exchange.id()))
                .isEmpty();
    }

    private Gathering signedIn(Gathering gathering) {
        return new Gathering(site, Organiser.signIn(site.browser()).browser(), gathering.id());
    }

    private List<String> invited() {
        return site.mail().all().stream()
                .filter(mail -> mail.subject().equals(INVITED))
                .map(Mail::to)
                .toList();
    }

    private List<String> rules(Gathering gathering) {
        return site.column(
                "select a.name || '|' || b.name || '|' || case when r.mutual then 'true' else 'false' end"
                        + " from exclusion_rule r join participant a on a.id = r.participant_a_id"
                        + " join participant b on b.id = r.participant_b_id where r.exchange_id = ?",
                gathering.id());
    }

    private void notMe(String address) {
        var link = site.mail().to(address).get(0).link("/not-me/");
        var owner = site.browser();
        owner.submit(owner.open(link).form("/not-me/" + token(link)));
    }

    private Mail askForLink(String address) {
        var browser = site.browser();
        browser.submit(browser.open(exchange.link() + "/signin").form("/signin").with("email", address));
        return site.mail().lastTo(address);
    }

    private void run(String job) {
        requireNonNull(jobs.get(job)).run(clock.instant());
    }
}
