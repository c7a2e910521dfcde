package org.sneakyklaus.security;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.context.ApplicationContext;

/** Whoever tries, by whatever route, floods no address whose owner has not asked for anything. */
@IntegrationTest
@Tag("once")
class UnaskedMailIT {

    private static final String OUTSIDER = "eve@example.org";
    private static final int LIMIT = 3;
    private static final int TIMES = 150;

    /** One try after the other; each is made ready in an exchange of its own. */
    private interface Attack {
        Runnable in(World world);
    }

    /** Which routes write to an address that somebody types, or that somebody else typed before. */
    private static final Map<String, Attack> WRITES = new LinkedHashMap<>();

    static {
        WRITES.put("POST /exchange/{slug}/register", world -> world.form("/register", "name", "Eve"));
        WRITES.put("POST /exchange/{slug}/register/correct", UnaskedMailIT::correcting);
        WRITES.put("POST /exchange/{slug}/signin", world -> world.registered().form("/signin"));
        WRITES.put("POST /exchange/{slug}/signin/{token}/renew", UnaskedMailIT::renewing);
        WRITES.put("POST /find", world -> world.registered().repeat(new Browser(world.site.address()), "/find"));
        WRITES.put("POST /exchange/{slug}/me/email", world -> world.repeat(world.ann, world.link() + "/me/email"));
        WRITES.put("POST /exchange/{slug}/me/wards/{handle}/way", UnaskedMailIT::handingOver);
        WRITES.put("POST /admin/exchanges/{id}/participants", UnaskedMailIT::adding);
        WRITES.put("POST /admin/exchanges/{id}/participants/{pid}/edit", UnaskedMailIT::editing);
        WRITES.put("POST /admin/exchanges/{id}/participants/{pid}/resend", UnaskedMailIT::resending);
        WRITES.put("POST /admin/exchanges/{id}/participants/{pid}/restore", UnaskedMailIT::restoring);
        WRITES.put("POST /admin/exchanges/{id}/import", UnaskedMailIT::importing);
        WRITES.put("POST /admin/exchanges/{id}/mend", UnaskedMailIT::adjuster);
        WRITES.put("POST /admin/settings/email", UnaskedMailIT::moving);
        WRITES.put("POST /admin/settings/email/resend", UnaskedMailIT::movingAgain);
    }

    /** Those that write to whoever is typed; a test e-mail leaves at once, and {@code LimitsIT} counts it. */
    static final Set<String> ROUTES = Stream.concat(WRITES.keySet().stream(), Stream.of("POST /admin/mail/test"))
            .collect(Collectors.toSet());

    private static final List<String> OF_ANYBODY = WRITES.keySet().stream()
            .filter(route -> !route.startsWith("POST /admin"))
            .toList();

    private final Site site;
    private final TestClock clock;
    private final ApplicationContext application;
    private int before;

    UnaskedMailIT(Site site, TestClock clock, ApplicationContext application) {
        this.site = site;
        this.clock = clock;
        this.application = application;
    }

    @TestFactory
    List<DynamicTest> anHourOfTriesIsThreeEmails() {
        var admin = site.setUp();
        return WRITES.entrySet().stream()
                .map(route -> DynamicTest.dynamicTest(route.getKey(), () -> {
                    var world = new World(site, admin);
                    var attack = route.getValue().in(world);
                    forget();
                    for (int i = 0; i < TIMES; i++) {
                        attack.run();
                        // A second one that says the same is not queued while the first waits.
                        site.mail().deliver();
                    }
                    assertThat(arrived()).isBetween(1, LIMIT);
                    clock.advance(Duration.ofHours(1));
                    attack.run();
                    attack.run();
                    assertThat(arrived()).as("an hour later it goes on").isBetween(2, LIMIT + 2);
                    forget();
                }))
                .toList();
    }

    @Test
    void allRoutesTogetherAreOneLimit() {
        var world = new World(site, site.setUp());
        var attacks = OF_ANYBODY.stream()
                .map(route -> requireNonNull(WRITES.get(route)).in(world))
                .toList();
        forget();
        for (int i = 0; i < TIMES; i++) {
            attacks.get(i % attacks.size()).run();
            site.mail().deliver();
        }
        assertThat(arrived()).isEqualTo(LIMIT);
    }

    @Test
    void whoeverTriesIsCounted() {
        var admin = site.setUp();
        for (var route : OF_ANYBODY) {
            var attack = requireNonNull(WRITES.get(route)).in(new World(site, admin));
            site.change("delete from rate_limit");
            attack.run();
            assertThat(site.column("select key from rate_limit")).as(route).anyMatch(key -> key.contains("_CLIENT:"));
        }
    }

    @Test
    void theRoutesAreThere() {
        assertThat(Routes.of(application)).containsAll(ROUTES);
    }

    /** How many e-mails wait or went to whoever a {@link Scene} types into every form, as long as they take no part. */
    static int toWhoeverIsTyped(Site site) {
        return site.count("outbound_email e left join participant p on p.id = e.participant_id" + " where p.email = '"
                + OUTSIDER + "' or e.detail = '" + OUTSIDER + "'");
    }

    /** But for the news that they take part or were removed, which each time followed one of those that are counted. */
    private int arrived() {
        return Math.toIntExact(site.mail().subjectsTo(OUTSIDER).stream()
                        .filter(subject -> !subject.contains("you no longer take part")
                                && !subject.contains("the draw was adjusted"))
                        .count())
                - before;
    }

    private void forget() {
        before = 0;
        before = arrived();
        site.change("delete from rate_limit");
    }

    private static Runnable handingOver(World world) {
        world.ann.post(world.link() + "/me/wards", "name", "Mia");
        var way = world.ann.open(world.link() + "/me").attribute("form[action$=/way]", "action");
        return world.repeat(world.ann, way);
    }

    private static Runnable correcting(World world) {
        var browser = new Browser(world.site.address());
        world.exchange.register(browser, "Eve", "first@example.org");
        var form = browser.formTo(world.link() + "/register/correct");
        var turn = new int[1];
        return () -> {
            browser.submit(form.with("email", turn[0]++ % 2 == 0 ? OUTSIDER : "first@example.org"));
            world.site.mail().deliver();
        };
    }

    private static Runnable renewing(World world) {
        world.registered();
        var link = world.site.mail().lastTo(OUTSIDER).link("/signin/");
        return world.repeat(new Browser(world.site.address()), link.substring(link.indexOf("/exchange/")) + "/renew");
    }

    private static Runnable adding(World world) {
        var add = world.repeat(world.admin, world.path() + "/participants", "name", "Eve");
        return () -> {
            add.run();
            world.remove();
        };
    }

    private static Runnable editing(World world) {
        world.admin.post(world.path() + "/participants", "name", "Eve", "email", "first@example.org");
        var form = world.admin.formTo(world.path() + "/participants/" + world.exchange.idOf("Eve") + "/edit");
        form.with("name", "Eve");
        var turn = new int[1];
        return () -> {
            world.admin.submit(form.with("email", turn[0]++ % 2 == 0 ? OUTSIDER : "first@example.org"));
            world.site.mail().deliver();
        };
    }

    private static Runnable resending(World world) {
        world.admin.post(world.path() + "/participants", "name", "Eve", "email", OUTSIDER);
        return world.repeat(world.admin, world.path() + "/participants/" + world.exchange.idOf("Eve") + "/resend");
    }

    private static Runnable restoring(World world) {
        world.admin.post(world.path() + "/participants", "name", "Eve", "email", OUTSIDER);
        world.remove();
        var restore =
                world.repeat(world.admin, world.path() + "/participants/" + world.exchange.idOf("Eve") + "/restore");
        return () -> {
            restore.run();
            world.remove();
        };
    }

    private static Runnable importing(World world) {
        var list = world.repeat(
                world.admin, world.path() + "/import", "people", "Eve <" + OUTSIDER + ">", "confirm", "true");
        return () -> {
            list.run();
            world.remove();
        };
    }

    private static Runnable adjuster(World world) {
        world.exchange.with("Ben", "Cy", "Dora").then("close").then("match");
        var come = world.repeat(
                world.admin, world.path() + "/mend", "people", "Eve <" + OUTSIDER + ">", "confirm", "true");
        return () -> {
            come.run();
            world.site.mail().deliver();
            for (var id : world.active()) {
                world.admin.post(world.path() + "/mend", "leave", id, "confirm", "true");
            }
        };
    }

    private static Runnable moving(World world) {
        return world.repeat(world.admin, "/admin/settings/email", "currentPassword", Site.PASSWORD);
    }

    private static Runnable movingAgain(World world) {
        world.admin.post("/admin/settings/email", "currentPassword", Site.PASSWORD, "email", OUTSIDER);
        return world.repeat(world.admin, "/admin/settings/email/resend");
    }

    /** An exchange that Ann takes part in. */
    private static final class World {

        private final Site site;
        private final Browser admin;
        private final Gathering exchange;
        private final Browser ann;

        World(Site site, Browser admin) {
            this.site = site;
            this.admin = admin;
            this.exchange = Gathering.open(site, admin);
            this.ann = exchange.join("Ann");
        }

        World registered() {
            exchange.register(new Browser(site.address()), "Eve", OUTSIDER);
            return this;
        }

        String link() {
            return exchange.link();
        }

        String path() {
            return exchange.path();
        }

        /** Sends a form of a stranger to a path of the exchange again and again. */
        Runnable form(String path, String... fields) {
            return repeat(new Browser(site.address()), link() + path, fields);
        }

        Runnable repeat(Browser browser, String path, String... fields) {
            var form = browser.formTo(path, fields).with("email", OUTSIDER);
            return () -> browser.submit(form);
        }

        /** What waits for somebody who is removed does not leave. */
        void remove() {
            site.mail().deliver();
            for (var id : active()) {
                admin.post(path() + "/participants/" + id + "/remove");
            }
        }

        List<String> active() {
            return site.column(
                    "select id from participant where exchange_id = ? and email = ? and removed_at is null",
                    exchange.id(),
                    OUTSIDER);
        }
    }
}
