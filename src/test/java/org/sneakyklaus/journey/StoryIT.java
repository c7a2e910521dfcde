package org.sneakyklaus.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sneakyklaus.testsupport.Gathering.address;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.outbox.OutboxSender;
import org.sneakyklaus.participation.Unsubscribing;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Mail;
import org.sneakyklaus.testsupport.Mailbox;
import org.sneakyklaus.testsupport.Screens;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.jdbc.core.JdbcTemplate;

/** The whole story in a real browser: eight people draw names, from the set-up to the day after. */
@Tag("once")
@IntegrationTest(scheduler = true)
class StoryIT {

    private static final List<String> NAMES = List.of("Ann", "Ben", "Cleo", "Dan", "Eve", "Fay", "Gus", "Hal");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final String PASSWORD = "a long winter night";

    private final Mailbox mailbox;
    private final TestClock clock;
    private final JdbcTemplate database;
    private final Unsubscribing unsubscribing;
    private final Screens screens;
    private final Site site;

    StoryIT(
            Site site,
            AppProperties properties,
            OutboxSender delivery,
            TestClock clock,
            JdbcTemplate database,
            Unsubscribing unsubscribing) {
        this.site = site;
        this.mailbox = new Mailbox(delivery, properties.data().resolve("mail"));
        this.clock = clock;
        this.database = database;
        this.unsubscribing = unsubscribing;
        this.screens = Screens.open(
                properties.publicUrl(),
                Path.of("target", "screenshots", System.getProperty("test.database", "sqlite") + properties.path()));
    }

    @BeforeEach
    void today() {
        // Quartz lives by the machine's clock, so the story does too, until its day has come.
        clock.set(Instant.now(Clock.systemUTC()).truncatedTo(ChronoUnit.MILLIS));
    }

    @AfterEach
    void close() {
        screens.close();
    }

    @Test
    void eightPeopleDrawNamesFromTheSetUpToTheDayAfter() {
        var date = LocalDateTime.ofInstant(clock.instant(), NEW_YORK)
                .plusDays(40)
                .withHour(18)
                .truncatedTo(ChronoUnit.HOURS);

        var admin = screens.newPerson();
        setUp(admin);
        var link = createAndOpen(admin, date);
        var people = new LinkedHashMap<String, Page>();
        NAMES.forEach(name -> people.put(name, join(name, link)));
        people.forEach((name, page) -> {
            switch (name) {
                case "Ann" -> editIdeas(page);
                case "Ben" -> switchRemindersOff(page);
                case "Cleo" -> withdrawAndComeBack(page);
                default -> {}
            }
        });
        excludeTheCouple(admin);
        closeAndDraw(admin);

        var recipients = new HashMap<String, String>();
        people.forEach((name, page) -> recipients.put(name, reveal(name, page)));

        assertThat(recipients.values()).containsExactlyInAnyOrderElementsOf(NAMES);
        recipients.forEach((giver, recipient) -> assertThat(recipient).isNotEqualTo(giver));
        assertThat(recipients).doesNotContainEntry("Ann", "Ben").doesNotContainEntry("Ben", "Ann");
        assertReminders(date);
        lookAround(admin, link);
        theDayPasses(admin, date);
        screens.assertNoComplaints();
    }

    private void setUp(Page admin) {
        admin.navigate(site.address("/"));
        assertThat(admin.url()).endsWith("/setup");
        screens.shoot(admin, "setup");
        admin.navigate(site.setUpLink());
        screens.shoot(admin, "setup-by-link");
        admin.fill("[name=email]", "nora@example.org");
        admin.fill("[name=password]", PASSWORD);
        admin.fill("[name=passwordConfirmation]", PASSWORD);
        press(admin, "Create account");
        screens.shoot(admin, "no-exchange-yet");
    }

    private String createAndOpen(Page admin, LocalDateTime date) {
        follow(admin, "New exchange");
        assertThat(admin.inputValue("[name=timezone]")).isEqualTo("America/New_York");
        screens.shoot(admin, "new-exchange");
        admin.fill("[name=name]", "Family Christmas");
        admin.fill(
                "[name=exchangeDate]",
                date.format(DateTimeFormatter.ISO_LOCAL_DATE_TIME).substring(0, 16));
        admin.fill("[name=budget]", "about 20 €");
        admin.fill("[name=description]", "At grandma's.\nBring cookies.");
        admin.fill("[name=organiserName]", "Nora");
        press(admin, "Create exchange");
        screens.shoot(admin, "draft");
        press(admin, "Open registration");
        screens.shoot(admin, "open");
        return admin.locator(".copy-row code").first().innerText();
    }

    private Page join(String name, String link) {
        var page = screens.newPerson();
        page.navigate(link);
        shootFirst(page, "join", name);
        page.fill("[name=name]", name);
        page.fill("[name=email]", address(name));
        page.fill("[name=giftIdeas]", "Ideas of " + name);
        press(page, "Join");
        assertThat(page.innerText("main")).contains(address(name));
        shootFirst(page, "joined", name);
        signIn(page, awaitMail(name, 1));
        assertThat(page.innerText("main")).contains("Signed in as " + name).contains("Confirmed participants (");
        NAMES.subList(0, NAMES.indexOf(name))
                .forEach(other -> assertThat(page.innerText(".names")).contains(other));
        shootFirst(page, "me", name);
        return page;
    }

    private void editIdeas(Page ann) {
        follow(ann, "Edit details");
        screens.shoot(ann, "profile");
        ann.fill("[name=giftIdeas]", "Wool socks\nChocolate");
        press(ann, "Save changes");
        assertThat(ann.innerText("main")).contains("Wool socks");
    }

    private void switchRemindersOff(Page ben) {
        press(ben, "Turn off reminders");
        assertThat(ben.innerText("main")).contains("Reminders are off");
        screens.shoot(ben, "reminders-off");
    }

    private void withdrawAndComeBack(Page cleo) {
        follow(cleo, "Leave exchange");
        screens.shoot(cleo, "withdraw");
        cleo.check("[name=confirm]");
        press(cleo, "Leave exchange");
        screens.shoot(cleo, "withdrawn");
        assertThat(awaitMail("Cleo", 2).subject()).contains("You’ve left");
        follow(cleo, "Join again");
        cleo.fill("[name=name]", "Cleo");
        cleo.fill("[name=email]", address("Cleo"));
        cleo.fill("[name=giftIdeas]", "Ideas of Cleo");
        press(cleo, "Join");
        signIn(cleo, awaitMail("Cleo", 3));
        assertThat(cleo.innerText("main")).contains("Signed in as Cleo");
    }

    private void excludeTheCouple(Page admin) {
        admin.reload();
        admin.click(".tabs [href='#exclusions']");
        admin.selectOption("[name=participantA]", new SelectOption().setLabel("Ann"));
        admin.selectOption("[name=participantB]", new SelectOption().setLabel("Ben"));
        press(admin, "Add exclusion");
        assertThat(admin.locator("#exclusions")).containsText("Ann and Ben cannot draw each other");
        screens.shoot(admin, "rule");
    }

    private void closeAndDraw(Page admin) {
        press(admin, "Close registration");
        screens.shoot(admin, "closed");
        press(admin, "Draw names");
        assertThat(admin.innerText("main")).contains("0 of 8 people have seen who they drew");
        screens.shoot(admin, "drawn");
    }

    private String reveal(String name, Page page) {
        var mail = awaitPairing(name);
        NAMES.stream()
                .filter(other -> !other.equals(name))
                .forEach(other -> assertThat(mail.text() + mail.html()).doesNotContainPattern("\\b" + other + "\\b"));
        page.navigate(mail.link("/signin/"));
        assertThat(page.url()).endsWith("/me");
        shootFirst(page, "covered", name);
        assertThat(page.locator(".gift-name").count()).isZero();
        page.click(".gift-cover");
        var recipient = page.innerText(".gift-name");
        assertThat(page.innerText("main"))
                .contains(recipient.equals("Ann") ? "Wool socks\nChocolate" : "Ideas of " + recipient);
        shootFirst(page, "revealed", name);
        page.reload();
        return recipient;
    }

    private void assertReminders(LocalDateTime date) {
        var fireTimes = new HashMap<String, Instant>();
        database.query(
                "select trigger_name, next_fire_time from qrtz_triggers where trigger_name like 'reminder_exchange_%'",
                row -> {
                    var name = row.getString(1);
                    fireTimes.put(name.substring(name.indexOf("days")), Instant.ofEpochMilli(row.getLong(2)));
                });
        assertThat(fireTimes)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "days_7", date.minusDays(7).atZone(NEW_YORK).toInstant(),
                        "days_3", date.minusDays(3).atZone(NEW_YORK).toInstant(),
                        "days_1", date.minusDays(1).atZone(NEW_YORK).toInstant()));
    }

    private void lookAround(Page admin, String link) {
        admin.reload();
        assertThat(admin.innerText("main")).contains("8 of 8 people have seen who they drew");
        screens.shoot(admin, "all-have-looked");
        for (var page : List.of("/admin", "/admin/jobs", "/admin/outbox", "/admin/mail")) {
            admin.navigate(site.address(page));
            screens.shoot(admin, page.substring(1).replace('/', '-'));
        }
        admin.locator("main table a").first().click();
        assertThat(admin.frameLocator("iframe").locator("body").innerText()).contains("Hello");
        screens.shoot(admin, "admin-mail-one");
        admin.navigate(site.address(
                "/admin/exchanges/" + idOf("exchange where name = 'Family Christmas'") + "/notifications"));
        screens.shoot(admin, "notifications");

        var stranger = screens.newPerson();
        for (var page : List.of("/", "/privacy", "/find", "/admin/login")) {
            stranger.navigate(site.address(page));
            screens.shoot(stranger, "public" + page.replace('/', '-'));
        }
        for (var page : List.of("/register", "/signin")) {
            stranger.navigate(link + page);
            screens.shoot(stranger, "drawn" + page.replace('/', '-'));
        }
        stranger.navigate(site.address("/unsubscribe/" + unsubscribing.token(idOf("participant where name = 'Ann'"))));
        screens.shoot(stranger, "unsubscribe");
        press(stranger, "Turn off reminders");
        screens.shoot(stranger, "unsubscribed");
    }

    private long idOf(String row) {
        return Objects.requireNonNull(database.queryForObject("select id from " + row, Long.class));
    }

    private void theDayPasses(Page admin, LocalDateTime date) {
        clock.set(date.atZone(NEW_YORK).toInstant().plus(Duration.ofHours(6)));
        admin.navigate(site.address("/admin/jobs"));
        admin.locator("#more-auto_complete_exchanges summary").click();
        admin.locator("form[action$='/auto_complete_exchanges/run'] button").click();
        await().until(() -> database.queryForList("select state from exchange", String.class)
                .contains("COMPLETED"));
        admin.navigate(site.address("/admin"));
        follow(admin, "Family Christmas");
        assertThat(admin.innerText("main")).contains("Exchange completed");
        screens.shoot(admin, "done");
        assertThat(database.queryForList(
                        "select outcome from job_execution where job_id = 'auto_complete_exchanges'", String.class))
                .hasSize(1);
    }

    private void signIn(Page page, Mail mail) {
        page.navigate(mail.link("/signin/"));
        shootFirst(page, "sign-in", mail.to());
        press(page, "Sign in");
        assertThat(page.url()).endsWith("/me");
    }

    /** One picture of a page that looks the same for everybody is enough. */
    private void shootFirst(Page page, String picture, String name) {
        if (name.toLowerCase(Locale.ROOT).startsWith("ann")) {
            screens.shoot(page, picture);
        }
    }

    /** The so-many-th e-mail to somebody, once it is there. */
    private Mail awaitMail(String name, int count) {
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> mailsTo(name), mails -> mails.size() >= count)
                .get(count - 1);
    }

    private Mail awaitPairing(String name) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> mailsTo(name).stream()
                                .filter(mail -> mail.subject().contains("are drawn"))
                                .toList(),
                        mails -> mails.size() == 1)
                .get(0);
    }

    private List<Mail> mailsTo(String name) {
        return mailbox.kept().stream()
                .filter(mail -> mail.to().equals(address(name)))
                .toList();
    }

    private static void press(Page page, String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .first()
                .click();
        page.waitForLoadState();
    }

    private static void follow(Page page, String text) {
        page.locator("main")
                .getByRole(
                        AriaRole.LINK,
                        new Locator.GetByRoleOptions().setName(text).setExact(true))
                .first()
                .click();
        page.waitForLoadState();
    }
}
