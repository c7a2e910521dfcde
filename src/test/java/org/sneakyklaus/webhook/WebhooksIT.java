package org.sneakyklaus.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sneakyklaus.draw.Reminders;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.job.JobFailed;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.Form;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Mail;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.TestClock;
import org.sneakyklaus.webhook.WebhookReceiver.Received;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.registry.DefaultHealthContributorRegistry;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Another program is told of what happens, and of nobody. The receiver is on this machine, which the tests allow. */
@IntegrationTest
class WebhooksIT {

    private static final String SITE = "/admin/webhooks";

    private final Site site;
    private final TestClock clock;
    private final WebhookDispatch dispatch;
    private final StatusNews status;
    private final Reminders reminders;
    private final WebhookEndpoints endpoints;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final JdbcTemplate jdbc;
    private final JsonMapper json = new JsonMapper();
    private final WebhookReceiver receiver = new WebhookReceiver();

    WebhooksIT(
            Site site,
            TestClock clock,
            WebhookDispatch dispatch,
            StatusNews status,
            Reminders reminders,
            WebhookEndpoints endpoints,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            JdbcTemplate jdbc) {
        this.site = site;
        this.clock = clock;
        this.dispatch = dispatch;
        this.status = status;
        this.reminders = reminders;
        this.endpoints = endpoints;
        this.events = events;
        this.transaction = transaction;
        this.jdbc = jdbc;
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void eachStepOfAnExchangeIsToldInOrderAndSigned() {
        // receivers take a signature of now alone
        clock.set(Instant.now());
        var admin = site.setUp();
        var gathering = Gathering.draft(site, admin);
        var path = gathering.path() + "/webhooks";
        var secret = added(admin, path, receiver.url(), "standard");
        gathering.with("Ann", "Ben", "Cy", "Dan");

        for (var step : List.of("open", "close", "match", "rematch", "reschedule", "complete")) {
            clock.advance(Duration.ofSeconds(20));
            if (step.equals("reschedule")) {
                admin.submit(
                        admin.open(gathering.path() + "/edit").form("/edit").with("exchangeDate", "2026-12-26T18:00"));
            } else {
                gathering.then(step);
            }
            deliver();
        }

        clock.advance(Duration.ofSeconds(20));
        admin.submit(gathering.page().form("/postpone").with("exchangeDate", "2026-12-27T18:00"));
        deliver();

        assertThat(types())
                .filteredOn(type -> !type.equals("participants.changed"))
                .containsExactly(
                        "exchange.opened",
                        "exchange.closed",
                        "exchange.drawn",
                        "exchange.redrawn",
                        "exchange.rescheduled",
                        "exchange.completed",
                        "exchange.rescheduled");
        assertThat(receiver.received()).allMatch(received -> received.isSignedWith(secret));
        assertThat(receiver.received()).noneMatch(received -> received.isSignedWith(WebhookSignature.newSecret()));
        assertThat(receiver.received()).extracting(Received::id).doesNotHaveDuplicates();
        var drawn = body("exchange.drawn");
        assertThat(drawn.propertyNames()).containsExactly("type", "timestamp", "data");
        assertThat(drawn.at("/data/participants").asInt()).isEqualTo(4);
        assertThat(drawn.at("/data/exchange/name").asString()).isEqualTo("Family Christmas");
        assertThat(drawn.at("/data/exchange/state").asString()).isEqualTo("MATCHED");
        assertThat(receiver.received())
                .extracting(Received::body)
                .allSatisfy(body -> assertThat(body).doesNotContain("Ann", "Ben", "Cy", "Dan", "@"));
    }

    @Test
    void theSecretIsShownOnceAndTheAddressInPart() {
        var admin = site.setUp();
        var added = admin.submit(filled(admin, SITE, receiver.url(), "standard"));
        assertThat(jdbc.query(
                        "select attribute_bytes from spring_session_attributes",
                        (row, number) -> new String(row.getBytes(1), StandardCharsets.ISO_8859_1)))
                .as("what a backup has of the session, before the page is shown")
                .isNotEmpty()
                .noneMatch(bytes -> bytes.contains("whsec_"));
        var shown = admin.follow(added);
        assertThat(shown.attribute("[data-webhook-secret]", "data-webhook-secret"))
                .startsWith("whsec_");

        var again = admin.open(SITE);

        assertThat(again.has("[data-webhook-secret]")).isFalse();
        assertThat(again.source()).doesNotContain("whsec_", "secret-of-the-chat");
        assertThat(again.text())
                .contains("127.0.0.1:" + receiver.port() + "/hooks")
                .doesNotContain("/hooks/secret");
        assertThat(site.everything().toString()).doesNotContain("whsec_", "secret-of-the-chat");
    }

    @Test
    void chatsGetASentence() {
        var admin = site.setUp();
        var gathering = Gathering.draft(site, admin);
        added(admin, gathering.path() + "/webhooks", receiver.url(), "slack");
        added(admin, gathering.path() + "/webhooks", receiver.url(), "ntfy");

        gathering.then("open");
        awaitReceived(2);

        assertThat(receiver.received())
                .extracting(received -> received.header("Content-Type"))
                .containsExactlyInAnyOrder("application/json; charset=utf-8", "text/plain; charset=utf-8");
        var sentence = "“Family Christmas”: Registration opened. No one takes part yet.";
        assertThat(receiver.received())
                .extracting(Received::body)
                .containsExactlyInAnyOrder("{\"text\":\"" + sentence + "\"}", sentence);
        assertThat(receiver.received())
                .extracting(received -> received.header("Title"))
                .contains("Sneaky Klaus");
    }

    @ParameterizedTest
    @CsvSource({
        "url, nonsense, Enter a full address",
        "url, https://10.0.0.1/x, private network",
        "url, https://127.0.0.2/, private network",
        "url, http://93.184.215.14/, Use an https address",
        "url, https://a:b@93.184.215.14/, Remove the user name",
        "url, https://93.184.215.14:22/, port is not allowed",
        "url, https://93.184.215.14/漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢, too long",
        "format, carrier-pigeon, Choose a format",
        "events, exchange.looked, does not exist",
        "events, job.failed, does not exist"
    })
    void whatIsWrongIsSaidAtItsFieldAndNothingIsLost(String field, String typed, String why) {
        var admin = site.setUp();
        var path = Gathering.draft(site, admin).path() + "/webhooks";
        var form = filled(admin, path, receiver.url(), "slack").with(field, typed);

        var refused = admin.submit(form);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.texts(".field-error")).singleElement().asString().contains(why);
        assertThat(refused.value("/webhooks", "url")).isEqualTo(field.equals("url") ? typed : receiver.url());
        assertThat(site.count("webhook_endpoint")).isZero();
    }

    @Test
    void soAreNoEventsALongAddressAndTheFiftyFirst() {
        var admin = site.setUp();
        var without = admin.submit(filled(admin, SITE, receiver.url(), "ntfy").without("events"));
        assertThat(without.status()).isEqualTo(422);
        assertThat(without.texts(".field-error")).containsExactly("Choose at least one event.");
        var tooLong = "https://93.184.215.14/" + "x".repeat(2000);
        assertThat(admin.submit(filled(admin, SITE, tooLong, "ntfy")).texts(".field-error"))
                .containsExactly("This address is too long. Use at most 1,000 characters.");

        IntStream.range(0, 50)
                .forEach(i -> endpoints.add(null, receiver.url() + i, WebhookFormat.NTFY, Set.of(WebhookEvent.DRAWN)));
        var refused = admin.submit(filled(admin, SITE, receiver.url(), "ntfy"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("There are already 50 webhooks. Delete one first.");
        assertThat(refused.value(SITE, "url")).isEqualTo(receiver.url());
    }

    @Test
    void anEndpointIsTestedPausedResumedAndDeleted() {
        var admin = site.setUp();
        added(admin, SITE, receiver.url(), "standard");

        press(admin, "test");
        awaitReceived(1);
        assertThat(types()).containsExactly("ping");
        assertThat(admin.open(SITE).texts("tbody tr"))
                .singleElement()
                .asString()
                .contains("Test", "Sent", "204");

        press(admin, "pause");
        assertThat(admin.open(SITE).text()).contains("paused");
        Gathering.draft(site, admin).then("open");
        deliver();
        assertThat(types()).hasSize(1);

        press(admin, "resume");
        press(admin, "retry");
        awaitReceived(2);
        assertThat(receiver.received().get(1).id())
                .isEqualTo(receiver.received().get(0).id());

        assertThat(admin.submit(admin.open(SITE).form("/delete")).status()).isEqualTo(422);
        var answer = admin.submit(admin.open(SITE).form("/delete").with("confirm", "true"));
        assertThat(answer.status()).isEqualTo(303);
        assertThat(site.count("webhook_endpoint") + site.count("webhook_delivery"))
                .isZero();
    }

    @Test
    void whatIsRefusedIsTriedAgainUnderItsIdAndHoldsUpWhatFollows() {
        var admin = site.setUp();
        var gathering = Gathering.draft(site, admin);
        added(admin, gathering.path() + "/webhooks", receiver.url(), "standard");
        receiver.next(WebhookReceiver.status(500), WebhookReceiver.status(429, "Retry-After", "3600"));

        gathering.then("open").then("close");
        awaitReceived(1);
        clock.advance(Duration.ofSeconds(7));
        deliver();
        assertThat(types()).as("before its time, and for the second behind it").hasSize(1);
        assertThat(admin.open(gathering.path() + "/webhooks").text()).contains("The receiver answered 500", "failing");
        clock.advance(Duration.ofSeconds(6));
        awaitReceived(2);
        clock.advance(Duration.ofMinutes(59));
        deliver();
        assertThat(types()).as("it asked for an hour").hasSize(2);
        clock.advance(Duration.ofMinutes(20));
        awaitReceived(4);

        assertThat(types()).containsExactly("exchange.opened", "exchange.opened", "exchange.opened", "exchange.closed");
        assertThat(receiver.received().subList(0, 3))
                .extracting(Received::id)
                .containsOnly(receiver.received().get(0).id());
        assertThat(admin.open(gathering.path() + "/webhooks").text()).doesNotContain("failing");
    }

    @Test
    void oneThatIsGoneIsPausedAndTheAdminIsTold() {
        var admin = site.setUp();
        added(admin, SITE, receiver.url(), "standard");
        receiver.always(WebhookReceiver.status(410));

        press(admin, "test");
        awaitReceived(1);
        await().until(() -> admin.open(SITE).text().contains("paused: the receiver is gone"));

        assertThat(site.mail().lastTo(Site.ADMIN).subject())
                .isEqualTo("A webhook is paused: 127.0.0.1:" + receiver.port());
        assertThat(site.mail().lastTo(Site.ADMIN).html())
                .contains("/admin/webhooks")
                .doesNotContain("secret-of-the-chat");
        assertThat(admin.open("/admin/server").text()).contains("1 webhook fails or is paused after failures.");
    }

    @Test
    void whatTellsOfItGoesWithItsExchange() {
        var admin = site.setUp();
        var gathering = Gathering.in(ExchangeState.CANCELLED, site, admin);
        var path = gathering.path() + "/webhooks";
        added(admin, path, receiver.url(), "standard");
        receiver.always(WebhookReceiver.status(410));
        admin.submit(admin.open(path).form("/test"));
        awaitReceived(1);
        await().until(() -> admin.open(path).text().contains("paused: the receiver is gone"));
        assertThat(site.mail().lastTo(Site.ADMIN).html()).contains(path);
        assertThat(site.everything().toString()).contains("127.0.0.1");

        gathering
                .admin()
                .submit(gathering
                        .page()
                        .form("/delete")
                        .with("name", "Family Christmas")
                        .with("confirm", "true"));

        assertThat(site.everything().toString()).doesNotContain("127.0.0.1");
    }

    @Test
    void soIsOneThatFailsForFiveDays() {
        var admin = site.setUp();
        added(admin, SITE, receiver.url(), "standard");
        receiver.always(WebhookReceiver.status(500));
        press(admin, "test");
        awaitReceived(1);

        for (var hours = 0; hours < 117; hours += 13) {
            clock.advance(Duration.ofHours(13));
            deliver();
            press(admin, "test");
            deliver();
        }
        assertThat(admin.open(SITE).text()).contains("failing").doesNotContain("paused");
        clock.advance(Duration.ofHours(13));
        deliver();

        await().until(() -> admin.open(SITE).text().contains("paused after five days of failures"));
        assertThat(site.mail().to(Site.ADMIN))
                .extracting(Mail::subject)
                .filteredOn(it -> it.startsWith("A webhook"))
                .hasSize(1);
    }

    @Test
    void aSlowEndpointDelaysNoOther() {
        var admin = site.setUp();
        var gathering = Gathering.draft(site, admin);
        try (var slow = new WebhookReceiver()) {
            slow.always(slow.hang());
            added(admin, gathering.path() + "/webhooks", slow.url(), "standard");
            added(admin, gathering.path() + "/webhooks", receiver.url(), "standard");

            gathering.then("open").then("close");
            dispatch.deliverDue();

            await().atMost(Duration.ofSeconds(5))
                    .until(() -> receiver.received().size() == 2);
            assertThat(slow.received()).hasSize(1);
        }
    }

    @Test
    void peopleWhoJoinAreToldOnceAnHour() {
        var admin = site.setUp();
        var gathering = Gathering.open(site, admin);
        added(admin, gathering.path() + "/webhooks", receiver.url(), "standard");

        gathering.join("Ann");
        awaitReceived(1);
        gathering.join("Ben");
        gathering.join("Cy");
        deliver();
        assertThat(receiver.received()).hasSize(1);
        clock.advance(Duration.ofHours(1));
        awaitReceived(2);

        assertThat(receiver.received())
                .extracting(received ->
                        json.readTree(received.body()).at("/data/participants").asInt())
                .containsExactly(1, 3);
    }

    @Test
    void soAreThoseWhomTheOrganiserAddsAndBringsBack() {
        var admin = site.setUp();
        var gathering = Gathering.open(site, admin);
        var form = filled(admin, gathering.path() + "/webhooks", receiver.url(), "standard");
        admin.submit(form.with("events", "participants.changed"));
        var steps = List.<Runnable>of(
                () -> gathering.with("Ann"),
                () -> gathering.then("participants/" + gathering.idOf("Ann") + "/remove"),
                () -> gathering.then("participants/" + gathering.idOf("Ann") + "/restore"),
                () -> admin.submit(gathering
                        .page()
                        .form("/participants")
                        .with("name", "Mia")
                        .with("guardian", "" + gathering.idOf("Ann"))),
                () -> admin.submit(admin.open(gathering.path() + "/import")
                        .form("/import")
                        .with("people", "Ben, ben@example.org\nCy, cy@example.org")
                        .with("confirm", "true")),
                () -> admin.submit(gathering.page().form("/take-part").with("name", "Nora")));

        for (var step : steps) {
            step.run();
            awaitReceived(receiver.received().size() + 1);
            clock.advance(Duration.ofHours(1));
        }

        assertThat(receiver.received())
                .extracting(received ->
                        json.readTree(received.body()).at("/data/participants").asInt())
                .containsExactly(1, 0, 1, 2, 4, 5);
        assertThat(site.mail().subjectsTo(Site.ADMIN))
                .as("the organiser knows")
                .noneMatch(subject -> subject.contains("Ann") || subject.contains("Ben"));
    }

    @Test
    void whoJoinedIsToldInTheHourAfterWithTheStateOfThen() {
        var admin = site.setUp();
        var gathering = Gathering.open(site, admin);
        added(admin, gathering.path() + "/webhooks", receiver.url(), "standard");
        gathering.join("Ann");
        awaitReceived(1);
        gathering.join("Ben");

        gathering.then("close");
        awaitReceived(2);
        clock.advance(Duration.ofHours(1));
        awaitReceived(3);

        assertThat(types()).containsExactly("participants.changed", "exchange.closed", "participants.changed");
        var late = json.readTree(receiver.received().get(2).body());
        assertThat(late.at("/data/exchange/state").asString()).isEqualTo("REGISTRATION_CLOSED");
    }

    @Test
    void soItIsWhereNothingElseIsToldOf() {
        var admin = site.setUp();
        var gathering = Gathering.open(site, admin);
        var form = filled(admin, gathering.path() + "/webhooks", receiver.url(), "standard");
        admin.submit(form.with("events", "participants.changed"));
        gathering.join("Ann");
        awaitReceived(1);
        gathering.join("Ben");

        gathering.then("close");
        clock.advance(Duration.ofHours(1));
        awaitReceived(2);

        var late = json.readTree(receiver.received().get(1).body());
        assertThat(late.at("/data/exchange/state").asString()).isEqualTo("REGISTRATION_CLOSED");
    }

    @Test
    void aReminderWhoseJobRunsAgainAfterACrashIsToldOnce() {
        var admin = site.setUp();
        var gathering = Gathering.in(ExchangeState.MATCHED, site, admin);
        added(admin, SITE, receiver.url(), "standard");
        var planned = clock.instant();

        reminders.remind(gathering.id(), planned);
        awaitReceived(1);
        clock.advance(Duration.ofMinutes(2));
        reminders.remind(gathering.id(), planned);
        deliver();

        assertThat(types()).containsExactly("exchange.reminded");
        reminders.remind(gathering.id(), planned.plus(Duration.ofDays(1)));
        awaitReceived(2);
    }

    @Test
    void oneWhoWasSignedUpByMistakeDoesNotCount() {
        var admin = site.setUp();
        var gathering = Gathering.open(site, admin);
        added(admin, gathering.path() + "/webhooks", receiver.url(), "standard");
        gathering.join("Ann");
        awaitReceived(1);

        var link = site.mail().lastTo("ann@example.org").link("/not-me/");
        var ann = site.browser();
        ann.submit(ann.open(link).form(link.substring(link.indexOf("/exchange/"))));
        clock.advance(Duration.ofHours(1));
        awaitReceived(2);

        assertThat(receiver.received())
                .extracting(received ->
                        json.readTree(received.body()).at("/data/participants").asInt())
                .containsExactly(1, 0);
    }

    @Test
    void whatIsPausedMeanwhileGetsNoMore() {
        var admin = site.setUp();
        added(admin, SITE, receiver.url(), "standard");
        press(admin, "test");
        clock.advance(Duration.ofSeconds(1));
        press(admin, "test");
        receiver.next(receiver.late(Duration.ofMillis(700), () -> press(admin, "pause")));

        awaitReceived(1);

        assertThat(types()).hasSize(1);
        assertThat(site.column("select state from webhook_delivery order by id"))
                .containsExactly("SENT", "PENDING");
    }

    @Test
    void theEndOfAnExchangeIsToldWithoutItsName() {
        var admin = site.setUp();
        var gathering = Gathering.in(ExchangeState.CANCELLED, site, admin);
        added(admin, gathering.path() + "/webhooks", receiver.url(), "standard");
        var form = admin.open(gathering.path())
                .form("/delete")
                .with("name", "Family Christmas")
                .with("confirm", "true");

        assertThat(admin.submit(form).status()).isEqualTo(303);
        assertThat(site.everything().toString()).doesNotContain("Family Christmas");
        awaitReceived(1);

        assertThat(types()).containsExactly("exchange.deleted");
        assertThat(receiver.received().get(0).body()).doesNotContain("Family");
        dispatch.deliverDue();
        assertThat(site.count("webhook_endpoint") + site.count("webhook_delivery"))
                .isZero();
    }

    @Test
    void theSiteTellsOfItsTroubles() {
        var admin = site.setUp();
        added(admin, SITE, receiver.url(), "standard");

        transaction.executeWithoutResult(in -> events.publishEvent(new JobFailed("backup_database")));
        transaction.executeWithoutResult(in -> events.publishEvent(new JobFailed("backup_database")));
        // no scheduler runs in this test, so the jobs are down
        status.tell();
        status.tell();
        awaitReceived(3);

        assertThat(types()).containsExactlyInAnyOrder("job.failed", "backup.failed", "status.degraded");
        assertThat(body("job.failed").at("/data/job").asString()).isEqualTo("backup_database");
    }

    @Test
    void aNodeThatIsWellDoesNotContradictTheOther(
            @Autowired WebhookEndpointRepository repository,
            @Autowired WebhookQueue queue,
            @Autowired HealthEndpointGroups groups) {
        added(site.setUp(), SITE, receiver.url(), "standard");
        var wells = new DefaultHealthContributorRegistry();
        wells.registerContributor("well", (HealthIndicator) () -> Health.up().build());
        var well = new StaticListableBeanFactory(
                Map.of("health", new HealthEndpoint(wells, null, groups, Duration.ofSeconds(10))));
        var other = new StatusNews(well.getBeanProvider(HealthEndpoint.class), repository, queue, transaction);

        for (var round = 0; round < 2; round++) {
            other.tell();
            status.tell();
        }

        assertThat(site.column("select event from webhook_delivery")).containsExactly("STATUS_DEGRADED");
    }

    @Test
    void oneWhoseAddressCannotBeReadWaits() {
        var admin = site.setUp();
        added(admin, SITE, receiver.url(), "standard");
        press(admin, "test");
        site.change("update webhook_endpoint set sealed_address = 'of another key'");

        assertThat(dispatch.deliverDue()).isEqualTo(new WebhookDispatch.Result(0, 0));
        assertThat(dispatch.deliverDue()).isEqualTo(new WebhookDispatch.Result(0, 0));

        assertThat(site.column("select state from webhook_delivery")).containsExactly("PENDING");
        assertThat(admin.open(SITE).status()).isEqualTo(200);
    }

    @Test
    void anEndpointIsReachedByItsOwnPageAlone() {
        var admin = site.setUp();
        var one = Gathering.draft(site, admin);
        added(admin, one.path() + "/webhooks", receiver.url(), "standard");
        var id = site.column("select id from webhook_endpoint").get(0);

        var other = Gathering.draft(site, admin);

        for (var path : List.of(SITE, other.path() + "/webhooks")) {
            assertThat(admin.post(path + "/" + id + "/test").status()).as(path).isEqualTo(404);
        }
        assertThat(admin.open("/admin/exchanges/999/webhooks").status()).isEqualTo(404);
    }

    private String added(Browser admin, String path, String url, String format) {
        var answer = admin.submit(filled(admin, path, url, format));
        assertThat(answer.status()).as("%s", answer).isEqualTo(303);
        return admin.follow(answer).attribute("[data-webhook-secret]", "data-webhook-secret");
    }

    private static Form filled(Browser admin, String path, String url, String format) {
        var page = admin.open(path);
        var all = Jsoup.parse(page.source())
                .select("[name=events]")
                .eachAttr("value")
                .toArray(String[]::new);
        return page.form(path).with("url", url).with("format", format).with("events", all);
    }

    private static Page press(Browser admin, String action) {
        var answer = admin.submit(admin.open(SITE).form("/" + action));
        assertThat(answer.status()).as("%s", answer).isEqualTo(303);
        return answer;
    }

    private void deliver() {
        dispatch.deliverDue();
        await().until(() -> site.column("select id from webhook_delivery where state = 'CLAIMED'")
                .isEmpty());
    }

    private void awaitReceived(int count) {
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            deliver();
            return receiver.received().size() >= count;
        });
        deliver();
    }

    private List<String> types() {
        return receiver.received().stream()
                .map(received -> json.readTree(received.body()).path("type").asString(""))
                .toList();
    }

    private JsonNode body(String type) {
        return receiver.received().stream()
                .map(received -> json.readTree(received.body()))
                .filter(body -> body.path("type").asString("").equals(type))
                .findFirst()
                .orElseThrow();
    }
}
