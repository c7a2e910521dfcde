package org.sneakyklaus.upgrade;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.job.ScheduledJob;
import org.sneakyklaus.outbox.Delivery;
import org.sneakyklaus.outbox.DeliveryReports;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.Form;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.Mail;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.beans.factory.ListableBeanFactory;

/**
 * A winter of a site, told by its pages, so that every table has rows: exchanges in each state, people who stay, leave
 * and never answer, e-mails that went, wait, and failed.
 */
final class Story {

    static final String DRAWN = "drawn exchange";
    static final String LAST_TIME = "last time";
    static final String NEXT_TIME = "next time";
    static final String LINK = "a link that was replaced";
    static final String ADMIN_SESSION = "session of the admin";
    static final String ANN_SESSION = "session of ann";
    static final String BEN_LINK = "link of ben";
    static final String NOW = "now";

    private static final List<String> FAMILY = List.of("Ann", "Ben", "Cy", "Dan", "Eve");

    private final Site site;
    private final TestClock clock;
    private final Scheduler scheduler;
    private final DeliveryReports deliveries;
    private final Map<String, ScheduledJob> jobs;
    private final SortedMap<String, String> kept = new TreeMap<>();

    Story(ListableBeanFactory app) {
        this.site = app.getBean(Site.class);
        this.clock = app.getBean(TestClock.class);
        this.scheduler = app.getBean(Scheduler.class);
        this.deliveries = app.getBean(DeliveryReports.class);
        this.jobs = app.getBeansOfType(ScheduledJob.class).values().stream()
                .collect(Collectors.toMap(ScheduledJob::id, job -> job));
    }

    /** Tells it, and returns what people keep of it. */
    SortedMap<String, String> tell() throws SchedulerException {
        var admin = site.setUpUnconfirmed();
        account(admin);
        // While there is no exchange: Quartz goes by another clock.
        backgroundWork(admin);
        succeeds(admin.submit(admin.open("/admin/backups").form("/admin/key/kept")));
        Gathering.draft(site, admin);
        Gathering.in(ExchangeState.CANCELLED, site, admin);
        lastTime(admin);
        drawn(admin);
        troubledMail();
        open(admin);
        kept.put(ADMIN_SESSION, session(admin, "klaus-admin"));
        kept.put(NOW, clock.instant().toString());
        return kept;
    }

    private void account(Browser admin) {
        follow(admin, site.mail().lastTo(Site.ADMIN), "/admin/email/");
        succeeds(admin.submit(admin.open("/admin/settings")
                .form("/settings/email")
                .with("currentPassword", Site.PASSWORD)
                .with("email", "nora@example.net")));
        var another = site.browser();
        succeeds(another.submit(
                another.open("/admin/password/forgot").form("/forgot").with("email", Site.ADMIN)));
        site.mail().all();
    }

    private void backgroundWork(Browser admin) throws SchedulerException {
        succeeds(admin.submit(admin.open("/admin/jobs").form("/cleanup_expired_tokens/run")));
        scheduler.start();
        await().until(() -> site.count("job_execution where outcome = 'SUCCESS'") > 0);
        scheduler.standby();
        await().until(() -> scheduler.getCurrentlyExecutingJobs().isEmpty());
        succeeds(admin.submit(admin.open("/admin/jobs").form("/purge_old_exchanges/pause")));
    }

    /** Three whose pairs are remembered, and their next time. */
    private void lastTime(Browser admin) {
        var soon = LocalDateTime.ofInstant(clock.instant(), ZoneId.of("America/New_York"))
                .plusMinutes(30)
                .truncatedTo(ChronoUnit.MINUTES);
        var office = Gathering.created(
                        site,
                        admin,
                        Gathering.blank(admin)
                                .with("name", "Office")
                                .with("rememberPairs", "true")
                                .with("exchangeDate", soon.toString()))
                .with("Ann", "Ben", "Cy")
                .then("open")
                .then("close")
                .then("match")
                .then("complete");
        var copy = Long.parseLong(office.press("copy").leadsTo().replaceAll("\\D+", ""));
        new Gathering(site, admin, copy).with("Ann", "Ben", "Cy").then("open").then("close");
        kept.put(LAST_TIME, "" + office.id());
        kept.put(NEXT_TIME, "" + copy);
        clock.advance(Duration.ofHours(1));
        requireNonNull(jobs.get("auto_complete_exchanges")).run(clock.instant());
    }

    private void drawn(Browser admin) {
        var family = Gathering.created(site, admin, details(admin)).then("open");
        var people = FAMILY.stream().collect(Collectors.toMap(name -> name, family::join));
        succeeds(admin.submit(rule(family, "Ann", "Ben").with("mutual", "true")));
        succeeds(admin.submit(rule(family, "Cy", "Dan").without("mutual")));
        succeeds(admin.submit(admin.open(family.path() + "/announcements")
                .form("/announcements")
                .with("text", "Bring cookies.")
                .with("confirm", "true")));
        var ann = requireNonNull(people.get("Ann"));
        for (var agreeing : List.of("Ann", "Ben")) {
            var browser = requireNonNull(people.get(agreeing));
            succeeds(browser.submit(family.me(browser).form("/me/next-time").with("invite", "true")));
        }
        var dan = requireNonNull(people.get("Dan"));
        var eve = requireNonNull(people.get("Eve"));
        succeeds(eve.submit(family.me(eve).form("/me/reminders")));
        succeeds(dan.submit(family.me(dan).form("/me/email").with("email", "daniel@example.org")));
        clock.advance(Duration.ofHours(1));
        family.then("close").then("match");
        site.mail().all();
        assertThat(ann.submit(family.me(ann).form("/me/reveal")).status()).isEqualTo(200);
        succeeds(dan.submit(family.me(dan).form("/me/leave-request")));
        succeeds(admin.submit(admin.open(family.path() + "/mend")
                .form("/mend")
                .with("people", "Gus <gus@example.org>")
                .with("confirm", "true")));
        kept.put(DRAWN, "" + family.id());
        kept.put(ANN_SESSION, session(ann, "klaus-exchange"));
        kept.put(BEN_LINK, path(site.mail().lastTo("ben@example.org"), "/signin/"));
    }

    private static Form details(Browser admin) {
        return Gathering.blank(admin)
                .with("name", "Größe & Co")
                .with("description", "At grandma's.\nBring cookies 🍪.")
                .with("budget", "about 20 €")
                .with("organiserName", "Nora")
                .with("organiserContact", "nora@example.org")
                .with("maxParticipants", "20")
                .with("registrationCloseDate", "2026-12-10T12:00")
                .with("drawOnClose", "true")
                .with("reminderDays", "14, 2")
                .with("nameInMail", "true");
    }

    private static Form rule(Gathering gathering, String one, String another) {
        return gathering
                .page()
                .form("/exclusions")
                .with("participantA", "" + gathering.idOf(one))
                .with("participantB", "" + gathering.idOf(another));
    }

    /** No provider of the tests refuses an e-mail: three are marked as if one had. */
    private void troubledMail() {
        mark("gus@example.org", "provider_id = 'abc'");
        mark("eve@example.org", "state = 'FAILED', sent_at = null, last_error = '550 No such user'");
        mark("cy@example.org", "state = 'UNKNOWN', sent_at = null, unknown_since = created_at");
        var gus = List.of(new EmailAddress("gus@example.org"));
        deliveries.note(new DeliveryReports.News("abc", Delivery.BOUNCED, true, gus));
        clock.advance(Duration.ofHours(12));
        requireNonNull(jobs.get("tell_of_undelivered_mail")).run(clock.instant());
        site.mail().all();
    }

    /** The last e-mail that was sent to somebody. */
    private void mark(String address, String change) {
        site.change(
                "update outbound_email set " + change + " where id = (select max(m.id) from outbound_email m"
                        + " join participant p on p.id = m.participant_id where m.state = 'SENT' and p.email = ?)",
                address);
    }

    /** The organiser makes a personal link, and whoever has it tries words: one is chosen, another one is wrong. */
    private void openLinkOf(String name, Gathering exchange) {
        var made = exchange.admin()
                .submit(exchange.page().form("/participants").with("name", name).with("contact", "LINK"));
        var link = made.attribute("[data-personal-link]", "data-personal-link");
        for (var word : List.of("Apfelstrudel7", "Kartoffelsalat")) {
            var browser = site.browser();
            browser.submit(browser.open(link)
                    .form(link.substring(link.indexOf("/link/")))
                    .with("word", word));
        }
    }

    private void open(Browser admin) {
        var neighbours = Gathering.created(site, admin, Gathering.blank(admin).with("name", "Neighbours"))
                .then("open");
        kept.put(LINK, neighbours.link());
        neighbours.then("new-link");
        succeeds(admin.submit(admin.open(neighbours.path() + "/webhooks")
                .form("/webhooks")
                .with("url", "http://127.0.0.1:9999/hook")
                .with("events", "participants.changed")));
        var told = admin.open(neighbours.path() + "/notifications").form("/notifications");
        succeeds(admin.submit(told.with("newRegistration", "true").without("drawn")));
        var fay = neighbours.join("Fay");
        succeeds(
                fay.submit(neighbours.me(fay).form("/wards").with("name", "Mia").with("giftIdeas", "a sledge")));
        neighbours.with("Ida", "Jon");
        openLinkOf("Hilda", neighbours);
        succeeds(admin.submit(neighbours.page().form("/take-part").with("name", "Nora")));
        // Nothing receives it: it is marked as if something had, and then failed.
        site.change("update webhook_delivery set state = 'SENT', attempts = 1, transport = 'STANDARD',"
                + " sent_at = created_at, unknown_since = created_at, provider_id = '204', last_error = 'none'");
        site.change("update webhook_endpoint set failing_since = created_at, paused_at = created_at,"
                + " pause_reason = 'FAILING'");
        succeeds(neighbours.admin().submit(neighbours.page().form("/" + neighbours.idOf("Ida") + "/remove")));
        var hal = neighbours.join("Hal");
        succeeds(hal.submit(
                hal.open(neighbours.link() + "/me/withdraw").form("/withdraw").with("confirm", "true")));
        succeeds(neighbours.register(site.browser(), "Kim", "kim@example.org"));
        follow(site.browser(), site.mail().lastTo("kim@example.org"), "/not-me/");
        var gil = site.browser();
        succeeds(neighbours.register(gil, "Gil", "gil@example.org"));
        succeeds(gil.submit(
                gil.open(neighbours.link() + "/signin").form("/signin").with("email", "gil@example.org")));
        site.mail().all();
        succeeds(neighbours.register(site.browser(), "Moe", "moe@example.org"));
        succeeds(admin.submit(neighbours.page().form("/" + neighbours.idOf("Moe") + "/remove")));
        site.mail().all();
        succeeds(neighbours.register(site.browser(), "Lou", "lou@example.org"));
    }

    /** Opens a link of an e-mail, and presses its button. */
    private static void follow(Browser browser, Mail mail, String kind) {
        var link = path(mail, kind);
        succeeds(browser.submit(browser.open(link).form(link)));
    }

    private static String path(Mail mail, String kind) {
        return URI.create(mail.link(kind)).getPath();
    }

    private static String session(Browser browser, String cookie) {
        return browser.cookies().stream()
                .filter(kept -> kept.getName().equals(cookie))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private static void succeeds(Page answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(303);
    }
}
