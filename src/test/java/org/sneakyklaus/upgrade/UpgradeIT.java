package org.sneakyklaus.upgrade;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.sneakyklaus.draw.AssignmentQueries;
import org.sneakyklaus.job.JobQueries;
import org.sneakyklaus.job.JobView;
import org.sneakyklaus.job.ScheduledJob;
import org.sneakyklaus.participation.ParticipantQueries;
import org.sneakyklaus.participation.ParticipantView;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.Mail;
import org.sneakyklaus.testsupport.Organiser;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.Postgresql;
import org.sneakyklaus.testsupport.RunningSite;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.beans.factory.ListableBeanFactory;

/** An installation of each release, ten minutes later, with the application of now: everybody finds what they had. */
@ParameterizedClass
@MethodSource("org.sneakyklaus.upgrade.Fixture#released")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class UpgradeIT {

    @Parameter
    Fixture fixture;

    private Fixture.Facts facts;
    private RunningSite running;
    private Site site;
    private SortedMap<String, String> seen;

    @BeforeParameterizedClassInvocation
    void upgrade() throws IOException {
        facts = fixture.facts();
        var data = RunningSite.newFolder();
        var postgresql = System.getProperty("test.database", "sqlite").equals("postgresql");
        var old = fixture.unpack(postgresql ? RunningSite.newFolder() : data);
        // They go by the time of the machine, to which the release is long ago.
        Fixture.on(old)
                .update(
                        "UPDATE spring_session SET last_access_time = ?, expiry_time = ?",
                        System.currentTimeMillis(),
                        System.currentTimeMillis() + Duration.ofDays(1).toMillis());
        if (postgresql) {
            var url = Postgresql.newDatabase();
            ReleasedRows.copy(old, url);
            running = new RunningSite(data, "spring.datasource.url=" + url, "klaus.secret-key=" + fixture.key());
        } else {
            running = new RunningSite(data);
        }
        site = running.site();
        if (!postgresql) {
            // PostgreSQL checks it at every row.
            assertThat(site.column("SELECT \"table\" FROM pragma_foreign_key_check"))
                    .isEmpty();
        }
        running.beans()
                .getBean(TestClock.class)
                .set(Instant.parse(kept(Story.NOW)).plus(Duration.ofMinutes(10)));
        seen = Seen.in(running.beans());
    }

    @AfterParameterizedClassInvocation
    void stop() {
        running.close();
        assertThat(running.errors()).isEmpty();
    }

    @Test
    void nothingLooksDifferent() {
        assertThat(facts.seen()).hasSizeGreaterThan(100);
        assertThat(seen).containsAllEntriesOf(facts.seen());
    }

    @Test
    void theAdminIsStillSignedInAndTheOldPasswordSignsIn() {
        assertThat(stillSignedIn().open("/admin").status()).isEqualTo(200);
        assertThat(admin().open("/admin").status()).isEqualTo(200);
    }

    @Test
    void everyPageOpens() {
        var admin = admin();
        var paths = new ArrayList<>(
                List.of("/admin", "/admin/jobs", "/admin/jobs/history", "/admin/outbox", "/admin/mail"));
        paths.add("/admin/settings");
        for (var exchange : site.column("select id from exchange")) {
            paths.add("/admin/exchanges/" + exchange);
            paths.add("/admin/exchanges/" + exchange + "/notifications");
            paths.add("/admin/exchanges/" + exchange + "/participants.csv");
        }

        assertThat(paths).hasSizeGreaterThan(20);
        assertThat(paths)
                .allSatisfy(path -> assertThat(admin.open(path).status()).isEqualTo(200));
    }

    @Test
    void whoHasDrawnSeesTheSameNameByTheOldSessionByAnOldLinkAndByANewOne() {
        var link = drawn().link();
        var ann = site.browser();
        ann.keep("klaus-exchange", kept(Story.ANN_SESSION), link);
        var ben = follow(kept(Story.BEN_LINK));
        var cy = site.browser();
        cy.submit(cy.open(link + "/signin").form("/signin").with("email", "cy@example.org"));
        cy = Gathering.signIn(site.browser(), site.mail().lastTo("cy@example.org"));

        assertThat(List.of(shown(ann), shown(ben), shown(cy)))
                .isEqualTo(List.of(recipient("Ann"), recipient("Ben"), recipient("Cy")));
    }

    @Test
    void whatWaitedIsSentOnce() {
        site.mail().all();

        assertThat(site.mail().kept())
                .filteredOn(mail -> mail.to().equals("lou@example.org"))
                .singleElement()
                .satisfies(this::opens);
        assertThat(site.column("select state from outbound_email")).doesNotContain("PENDING", "CLAIMED");
    }

    @Test
    void whoGaveToWhomIsStillRememberedForTheNextDraw() {
        var next = new Gathering(site, admin(), Long.parseLong(kept(Story.NEXT_TIME)));
        assertThat(pairs(Long.parseLong(kept(Story.LAST_TIME)))).hasSize(3);
        assertThat(site.count("past_pair")).isEqualTo(3);
        assertThat(next.page().has("form[action$=/forget-pairs]")).isTrue();

        next.then("match");

        assertThat(pairs(next.id())).hasSize(3);
    }

    @Test
    void aLinkThatWasReplacedStillLeadsToSigningIn() {
        assertThat(site.browser().visit(kept(Story.LINK)).path()).endsWith("/signin");
    }

    @Test
    void theRecurringJobsAreThoseOfNow() {
        var jobs = ((ListableBeanFactory) running.beans())
                .getBeansOfType(ScheduledJob.class)
                .values();

        assertThat(running.beans().getBean(JobQueries.class).recurring())
                .allSatisfy(job -> assertThat(job.nextRun() == null).isEqualTo(job.pausedSince() != null))
                .extracting(JobView::id)
                .containsExactlyInAnyOrderElementsOf(
                        jobs.stream().map(ScheduledJob::id).toList());
    }

    @Test
    void newRowsFindANumberOfTheirOwn() {
        var neighbours = Gathering.open(site, admin());

        neighbours.join("Ann");

        assertThat(neighbours.people()).containsExactly("Ann");
    }

    private String kept(String what) {
        return requireNonNull(facts.kept().get(what), what);
    }

    private Gathering drawn() {
        return new Gathering(site, site.browser(), Long.parseLong(kept(Story.DRAWN)));
    }

    private Browser stillSignedIn() {
        var browser = site.browser();
        browser.keep("klaus-admin", kept(Story.ADMIN_SESSION), "/admin");
        return browser;
    }

    private Browser admin() {
        return Organiser.signIn(site.browser()).browser();
    }

    private Browser follow(String link) {
        var browser = site.browser();
        Page answer = browser.submit(browser.open(link).form(link));
        assertThat(answer.leadsTo()).as("%s", answer).endsWith("/me");
        return browser;
    }

    private void opens(Mail mail) {
        follow(URI.create(mail.link("/signin/")).getPath());
    }

    private String shown(Browser browser) {
        var answer = browser.submit(drawn().me(browser).form("/me/reveal"));
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.texts(".gift-name").get(0);
    }

    /** Whom somebody gave to at the time of the release. */
    private String recipient(String name) {
        var drawn = drawn();
        var key = "exchange " + drawn.id() + " person " + drawn.idOf(name) + " gives to";
        return requireNonNull(facts.seen().get(key), key).replaceAll("[\\[\\]]", "");
    }

    /** Such as "Ann → Ben". */
    private List<String> pairs(long exchange) {
        var people = running.beans().getBean(ParticipantQueries.class);
        var assignments = running.beans().getBean(AssignmentQueries.class);
        return people.active(exchange).stream()
                .map(person -> person.name() + " → "
                        + assignments
                                .receiverOf(exchange, person.id())
                                .map(people::byId)
                                .map(ParticipantView::name)
                                .orElseThrow())
                .toList();
    }
}
