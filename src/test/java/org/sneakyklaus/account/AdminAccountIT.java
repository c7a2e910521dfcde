package org.sneakyklaus.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.sneakyklaus.testsupport.Mail.token;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sneakyklaus.support.RuleViolation;
import org.sneakyklaus.testsupport.AdminCookie;
import org.sneakyklaus.testsupport.AtOnce;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.Form;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Organiser;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.transaction.support.TransactionTemplate;

/** The admin's own account: a lost password, another one, another address, and where they are signed in. */
@Tag("once")
@IntegrationTest
class AdminAccountIT {

    private static final String NEW_PASSWORD = "three wise camels went home";
    private static final String NEW_ADDRESS = "nora@example.net";
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private final Site site;
    private final AdminRepository admins;
    private final AdminPasswords passwords;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final TestClock clock;

    AdminAccountIT(
            Site site,
            AdminRepository admins,
            AdminPasswords passwords,
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            TestClock clock) {
        this.site = site;
        this.admins = admins;
        this.passwords = passwords;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Test
    void anotherTimeZoneLeavesAPasswordAloneThatIsChangedAtTheSameTime() {
        site.setUp();

        transaction.executeWithoutResult(status -> {
            var admin = admins.find().orElseThrow();
            jdbc.update("UPDATE admin SET password_hash = 'new'");
            admin.live(ZoneId.of("Asia/Tokyo"), Locale.FRENCH, clock.instant());
        });

        assertThat(site.column("SELECT password_hash FROM admin")).containsExactly("new");
        assertThat(site.column("SELECT timezone FROM admin")).containsExactly("Asia/Tokyo");
    }

    @Test
    void aLostPasswordIsReplacedByALinkWhichEndsEverySession() {
        var first = site.setUp();
        var second = signedIn(Site.ADMIN, Site.PASSWORD);
        var browser = site.browser();
        var login = browser.open("/admin/login");
        assertThat(login.has("a[href='/admin/password/forgot']")).isTrue();

        ask(browser, " Nora@Example.org ");
        var link = resetLink();
        var set = choose(browser, link, NEW_PASSWORD);

        assertThat(set.leadsTo()).isEqualTo("/admin/login?news=PASSWORD");
        assertThat(browser.follow(set).text()).contains("Password changed. You are signed out everywhere.");
        assertThat(isSignedIn(first)).isFalse();
        assertThat(isSignedIn(second)).isFalse();
        assertThat(site.count("SPRING_SESSION")).isZero();
        assertThat(Organiser.signIn(site.browser(), Site.ADMIN, Site.PASSWORD).status())
                .isEqualTo(422);
        assertThat(isSignedIn(signedIn(Site.ADMIN, NEW_PASSWORD))).isTrue();
    }

    /** What the sign-in has checked is no longer true, but its session is stored after the change has ended all. */
    @Test
    void aSignInThatIsUnderWayDoesNotSurviveANewPassword(
            @Autowired ConfigurableApplicationContext context, @Autowired AdminPasswords passwords) {
        site.setUp();
        var changed = new AtomicBoolean();
        ApplicationListener<InteractiveAuthenticationSuccessEvent> thief = checked -> {
            if (changed.compareAndSet(false, true)) {
                passwords.replace(new AdminPassword(NEW_PASSWORD));
            }
        };
        context.addApplicationListener(thief);

        var late = signedIn(Site.ADMIN, Site.PASSWORD);

        assertThat(changed).isTrue();
        assertThat(isSignedIn(late)).isFalse();
        assertThat(site.count("SPRING_SESSION")).isZero();
        assertThat(isSignedIn(signedIn(Site.ADMIN, NEW_PASSWORD))).isTrue();
        context.removeApplicationListener(thief);
    }

    @Test
    void aPasswordThatIsChangedWithTheOneBeforeDoesNotReplaceOneSetByALinkMeanwhile() {
        site.setUp();
        ask(site.browser(), Site.ADMIN);
        var link = resetLink();

        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(() -> passwords.change(
                        Site.PASSWORD,
                        () -> {
                            choose(site.browser(), link, NEW_PASSWORD);
                            return new AdminPassword("a password that comes too late");
                        },
                        "none"))
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("currentPassword"));

        assertThat(isSignedIn(signedIn(Site.ADMIN, NEW_PASSWORD))).isTrue();
    }

    @Test
    void theAnswerIsTheSameForWhomeverOneAsks() {
        site.setUp();
        var known = site.browser();
        var unknown = site.browser();

        var toKnown = ask(known, Site.ADMIN);
        var toUnknown = ask(unknown, "nobody@example.org");

        assertThat(toUnknown.status()).isEqualTo(toKnown.status()).isEqualTo(303);
        assertThat(comparable(toUnknown)).isEqualTo(comparable(toKnown));
        assertThat(toUnknown.source()).isEqualTo(toKnown.source());
        assertThat(known.follow(toKnown).text())
                .isEqualTo(unknown.follow(toUnknown).text());
        assertThat(site.mail().to(Site.ADMIN)).hasSize(1);
        assertThat(site.mail().to("nobody@example.org")).isEmpty();
    }

    @Test
    void openingALinkUsesNothingUpAndSignsNobodyIn() {
        site.setUp();
        ask(site.browser(), Site.ADMIN);
        var link = resetLink();
        var before = site.everything();

        for (int i = 0; i < 5; i++) {
            var scanner = site.browser();
            var opened = scanner.open(link);
            assertThat(opened.status()).isEqualTo(200);
            assertThat(opened.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(opened.header("Cache-Control")).contains("no-store");
            assertThat(opened.cookies()).containsExactly("klaus-csrf");
        }

        assertThat(site.everything()).isEqualTo(before);
        assertThat(choose(site.browser(), link, NEW_PASSWORD).status()).isEqualTo(303);
    }

    @Test
    void aLinkToANewPasswordWorksOnce() {
        site.setUp();
        ask(site.browser(), Site.ADMIN);
        var link = resetLink();
        var late = site.browser();
        var form = late.open(link).form("/admin/password/reset/" + token(link));
        choose(site.browser(), link, NEW_PASSWORD);

        var again = late.submit(
                form.with("password", "quite another password").with("passwordConfirmation", "quite another password"));

        assertThat(again.heading()).contains("has expired or been used");
        assertThat(again.has("a[href='/admin/password/forgot']")).isTrue();
        assertThat(late.open(link).heading()).contains("has expired or been used");
        assertThat(isSignedIn(signedIn(Site.ADMIN, NEW_PASSWORD))).isTrue();
    }

    @Test
    void ofManyWhoUseALinkAtOnceOneWins() throws InterruptedException {
        site.setUp();
        ask(site.browser(), Site.ADMIN);
        var link = resetLink();
        var one = site.browser();
        var other = site.browser();
        var path = "/admin/password/reset/" + token(link);
        var oneForm =
                one.open(link).form(path).with("password", NEW_PASSWORD).with("passwordConfirmation", NEW_PASSWORD);
        var otherForm =
                other.open(link).form(path).with("password", NEW_PASSWORD).with("passwordConfirmation", NEW_PASSWORD);

        var answers = AtOnce.get(() -> one.submit(oneForm), () -> other.submit(otherForm));

        assertThat(answers).extracting(Page::status).containsExactlyInAnyOrder(303, 200);
    }

    @ParameterizedTest
    @CsvSource({"3599, true", "3601, false"})
    void aLinkToANewPasswordWorksForAnHour(long seconds, boolean works) {
        site.setUp();
        ask(site.browser(), Site.ADMIN);
        var link = resetLink();

        clock.advance(Duration.ofSeconds(seconds));

        assertThat(site.browser().open(link).hasForm(token(link))).isEqualTo(works);
        assertThat(site.browser()
                        .post(
                                "/admin/password/reset/" + token(link),
                                "password",
                                NEW_PASSWORD,
                                "passwordConfirmation",
                                NEW_PASSWORD)
                        .status())
                .isEqualTo(works ? 303 : 200);
        assertThat(Organiser.signIn(site.browser(), Site.ADMIN, NEW_PASSWORD).status())
                .isEqualTo(works ? 303 : 422);
    }

    @Test
    void askingAgainEndsTheEarlierLink() {
        site.setUp();
        ask(site.browser(), Site.ADMIN);
        var earlier = resetLink();

        ask(site.browser(), Site.ADMIN);

        assertThat(site.browser().open(earlier).heading()).contains("has expired or been used");
        var later = resetLink();
        assertThat(later).isNotEqualTo(earlier);
        assertThat(choose(site.browser(), later, NEW_PASSWORD).status()).isEqualTo(303);
    }

    @Test
    void aLinkOfAnotherKindSetsNoPassword() {
        var admin = site.setUp();
        Gathering.open(site, admin).join("Ann");
        var signIn = site.mail().lastTo("ann@example.org").link("/signin/");
        admin.submit(move(admin, Site.PASSWORD, NEW_ADDRESS));
        var address = site.mail().lastTo(NEW_ADDRESS).link("/admin/email/");
        ask(site.browser(), Site.ADMIN);
        var reset = resetLink();

        for (var link : List.of(signIn, address, "https://x/" + "A".repeat(43))) {
            assertThat(site.browser()
                            .open("/admin/password/reset/" + token(link))
                            .heading())
                    .contains("has expired or been used");
            assertThat(site.browser()
                            .post(
                                    "/admin/password/reset/" + token(link),
                                    "password",
                                    NEW_PASSWORD,
                                    "passwordConfirmation",
                                    NEW_PASSWORD)
                            .status())
                    .isEqualTo(200);
        }
        assertThat(site.browser().open("/admin/email/" + token(reset)).hasForm("/email/" + token(reset)))
                .isFalse();
        assertThat(isSignedIn(signedIn(Site.ADMIN, Site.PASSWORD))).isTrue();
    }

    @Test
    void onlyTheFingerprintOfALinkIsKept() {
        site.setUp();
        ask(site.browser(), Site.ADMIN);

        var token = token(resetLink());

        assertThat(token).matches("[A-Za-z0-9_-]{43}");
        assertThat(site.everything().toString()).doesNotContain(token);
        assertThat(site.column("select token_type from magic_token")).containsExactly("password_reset");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eleven char",
                "passwordpassword",
                "Password Password",
                "123456789012",
                "qwertyuiopasdf",
                "1qaz2wsx3edc",
                "aaaaaaaaaaaa",
                "sneaky-klaus-2026",
                "nora@example.org",
                "nora.example.org!"
            })
    void aPasswordThatIsTriedFirstIsNotTaken(String easy) {
        var setUp = site.browser();
        var refused = setUp.submit(setUp.open(site.setUpLink())
                .form("/setup")
                .with("email", Site.ADMIN)
                .with("password", easy)
                .with("passwordConfirmation", easy));
        assertThat(refused.errorAt("/setup", "password")).isNotEmpty();
        assertThat(site.count("admin")).isZero();

        var admin = site.setUp();
        var change = admin.submit(change(admin, Site.PASSWORD, easy));
        assertThat(change.status()).isEqualTo(422);
        assertThat(change.errorAt("/settings/password", "password")).isNotEmpty();

        ask(site.browser(), Site.ADMIN);
        var link = resetLink();
        var reset = choose(site.browser(), link, easy);
        assertThat(reset.errorAt(token(link), "password")).isNotEmpty();
        assertThat(choose(site.browser(), link, NEW_PASSWORD).status()).isEqualTo(303);
    }

    @Test
    void everyCharacterOfALongPasswordCounts() {
        var longest = "🎁".repeat(127);
        var admin = site.setUp();
        assertThat(admin.submit(change(admin, Site.PASSWORD, longest + "🎄")).status())
                .isEqualTo(303);

        assertThat(Organiser.signIn(site.browser(), Site.ADMIN, longest + "🎅").status())
                .isEqualTo(422);
        assertThat(Organiser.signIn(site.browser(), Site.ADMIN, longest + "🎄").status())
                .isEqualTo(303);
        assertThat(admin.submit(change(admin, longest + "🎄", longest + "🎄🎄"))
                        .errorAt("/settings/password", "password"))
                .contains("128");
    }

    @Test
    void aHashIsMadeStrongerWhenTheAdminSignsIn() {
        site.setUp();
        site.change(
                "update admin set password_hash = ?",
                Objects.requireNonNull(new Argon2PasswordEncoder(16, 32, 1, 32, 1).encode(Site.PASSWORD)));

        var first = signedIn(Site.ADMIN, Site.PASSWORD);

        assertThat(isSignedIn(first)).isTrue();
        assertThat(site.column("select password_hash from admin").get(0)).startsWith("$argon2id$v=19$m=64,t=1,p=1$");
        assertThat(isSignedIn(signedIn(Site.ADMIN, Site.PASSWORD))).isTrue();
    }

    @Test
    void anotherPasswordEndsTheOtherSessionsAndRenewsThisOne() {
        var admin = site.setUp();
        var other = signedIn(Site.ADMIN, Site.PASSWORD);
        ask(site.browser(), Site.ADMIN);
        var link = resetLink();
        var stolen = AdminCookie.sessionOf(admin);

        var wrong = admin.submit(change(admin, "not this one", NEW_PASSWORD));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.errorAt("/settings/password", "currentPassword")).contains("Wrong password");
        assertThat(wrong.source()).doesNotContain(NEW_PASSWORD, "not this one");
        assertThat(isSignedIn(other)).isTrue();

        var changed = admin.submit(change(admin, Site.PASSWORD, NEW_PASSWORD));

        assertThat(admin.follow(changed).text()).contains("Password changed.");
        assertThat(isSignedIn(other)).isFalse();
        assertThat(AdminCookie.sessionOf(admin)).isNotEqualTo(stolen);
        assertThat(AdminCookie.opens(site, stolen)).isFalse();
        assertThat(site.browser().open(link).heading()).contains("has expired or been used");
        assertThat(isSignedIn(signedIn(Site.ADMIN, NEW_PASSWORD))).isTrue();
    }

    @Test
    void anotherAddressCountsOnceItIsConfirmedFromThere() {
        var admin = site.setUp();
        var other = signedIn(Site.ADMIN, Site.PASSWORD);

        var wrong = admin.submit(move(admin, "not this one", NEW_ADDRESS));
        assertThat(wrong.errorAt("/settings/email", "currentPassword")).isNotEmpty();
        assertThat(wrong.value("/settings/email", "email")).isEqualTo(NEW_ADDRESS);
        assertThat(admin.follow(admin.submit(move(admin, Site.PASSWORD, NEW_ADDRESS)))
                        .text())
                .contains("We’re emailing " + NEW_ADDRESS, "You are changing to");
        assertThat(site.mail().subjectsTo(Site.ADMIN))
                .containsExactly("Your account is about to change to another address");
        assertThat(Organiser.signIn(site.browser(), NEW_ADDRESS, Site.PASSWORD).status())
                .isEqualTo(422);
        assertThat(isSignedIn(signedIn(Site.ADMIN, Site.PASSWORD))).isTrue();

        var link = site.mail().lastTo(NEW_ADDRESS).link("/admin/email/");
        var old = AdminCookie.sessionOf(admin);
        var opened = admin.open(link);
        assertThat(opened.text()).contains(NEW_ADDRESS);
        assertThat(admin.open("/admin").text()).contains(Site.ADMIN);
        var confirmed = admin.follow(admin.submit(opened.form("/admin/email/" + token(link))));

        assertThat(confirmed.path()).isEqualTo("/admin/settings");
        assertThat(confirmed.texts(".signed-in")).containsExactly(NEW_ADDRESS);
        assertThat(isSignedIn(other)).isFalse();
        assertThat(AdminCookie.opens(site, old)).isFalse();
        assertThat(Organiser.signIn(site.browser(), Site.ADMIN, Site.PASSWORD).status())
                .isEqualTo(422);
        assertThat(isSignedIn(signedIn(NEW_ADDRESS, Site.PASSWORD))).isTrue();
        assertThat(site.browser().open(link).heading()).contains("has expired or been used");
    }

    @Test
    void whoeverConfirmsWithoutBeingSignedInIsLedToSigningIn() {
        var admin = site.setUp();
        ask(site.browser(), Site.ADMIN);
        var reset = resetLink();
        admin.submit(move(admin, Site.PASSWORD, NEW_ADDRESS));
        var link = site.mail().lastTo(NEW_ADDRESS).link("/admin/email/");
        var browser = site.browser();

        var answer = browser.submit(browser.open(link).form("/admin/email/" + token(link)));

        assertThat(answer.leadsTo()).isEqualTo("/admin/login?news=ADDRESS");
        assertThat(answer.cookies()).noneMatch("klaus-admin"::equals);
        assertThat(isSignedIn(admin)).isFalse();
        assertThat(site.browser().open(reset).heading()).contains("has expired or been used");
    }

    @Test
    void onlyTheAddressThatWasGivenLastCanBeConfirmed() {
        var admin = site.setUp();
        admin.submit(move(admin, Site.PASSWORD, "mistyped@example.net"));
        var mistyped = site.mail().lastTo("mistyped@example.net").link("/admin/email/");
        admin.submit(move(admin, Site.PASSWORD, NEW_ADDRESS));
        assertThat(site.browser().open(mistyped).heading()).contains("has expired or been used");
        var put = site.mail().lastTo(NEW_ADDRESS).link("/admin/email/");

        admin.submit(move(admin, Site.PASSWORD, Site.ADMIN));

        for (var link : List.of(mistyped, put)) {
            assertThat(site.browser().post("/admin/email/" + token(link)).status())
                    .isEqualTo(200);
        }
        assertThat(admin.open("/admin/settings").text()).doesNotContain("You are changing to");
        assertThat(site.column("select email from admin")).containsExactly(Site.ADMIN);
    }

    @Test
    void theFirstAddressIsConfirmedByALinkAndEveryPageSaysSoUntilThen() {
        var admin = site.setUpUnconfirmed();
        assertThat(site.browser().open("/admin/login").text()).doesNotContain("not confirmed");
        var first = site.mail().lastTo(Site.ADMIN);
        assertThat(first.subject()).isEqualTo("Confirm your address");
        assertThat(admin.open("/admin").text()).contains("Your email address is not confirmed");

        admin.submit(admin.open("/admin/jobs").form("/admin/settings/email/resend"));
        assertThat(site.mail().to(Site.ADMIN)).hasSize(2);
        var link = first.link("/admin/email/");
        clock.advance(Duration.ofDays(7).minusSeconds(1));
        admin.submit(admin.open(link).form("/admin/email/" + token(link)));

        assertThat(admin.open("/admin").text()).doesNotContain("not confirmed");
        assertThat(isSignedIn(admin)).isTrue();
    }

    @Test
    void aLinkToAnAddressExpiresAfterSevenDays() {
        var admin = site.setUpUnconfirmed();
        var link = site.mail().lastTo(Site.ADMIN).link("/admin/email/");

        clock.advance(Duration.ofDays(7).plusSeconds(1));

        assertThat(admin.open(link).heading()).contains("has expired or been used");
        assertThat(admin.post("/admin/email/" + token(link)).status()).isEqualTo(200);
        assertThat(admin.open("/admin").text()).contains("not confirmed");
    }

    @Test
    void theAdminSetsTimeZoneAndLanguage() {
        var admin = site.setUp();
        assertThat(admin.open("/admin").has("nav a[href='/admin/settings']")).isTrue();
        var form = admin.open("/admin/settings").form("/settings/profile");

        assertThat(admin.submit(form.with("timezone", "Mars/Olympus_Mons")).errorAt("/settings/profile", "timezone"))
                .isNotEmpty();
        assertThat(admin.submit(form.with("timezone", "Asia/Tokyo").with("locale", "xx"))
                        .errorAt("/settings/profile", "locale"))
                .isNotEmpty();
        assertThat(admin.submit(form.with("locale", "en")).leadsTo()).isEqualTo("/admin/settings");

        assertThat(admin.open("/admin/settings").value("/settings/profile", "timezone"))
                .isEqualTo("Asia/Tokyo");
        assertThat(admin.open("/admin/jobs").text()).contains("Asia/Tokyo");
    }

    @Test
    void theListOfSessionsSaysWhereOneIsSignedInAndEndsEach() {
        var admin = site.setUp();
        var firefox = site.browser();
        var form = firefox.open("/admin/login")
                .form("/admin/login")
                .with("email", Site.ADMIN)
                .with("password", Site.PASSWORD);
        firefox.submitWithHeader(form, "User-Agent", FIREFOX);
        var third = signedIn(Site.ADMIN, Site.PASSWORD);

        var settings = admin.open("/admin/settings");

        assertThat(settings.texts("tbody tr"))
                .hasSize(3)
                .filteredOn(row -> row.contains("this session"))
                .hasSize(1);
        assertThat(settings.texts("tbody tr"))
                .filteredOn(row -> row.contains("Firefox on Linux"))
                .hasSize(1);
        for (var id : site.column("select session_id from SPRING_SESSION")) {
            assertThat(settings.source()).doesNotContain(id.strip());
        }

        var row = firefox.open("/admin/settings");
        assertThat(row.texts("tbody tr:has(.badge)")).singleElement().asString().contains("Firefox on Linux");
        var ofFirefox = settings.attribute("tr:contains(Firefox on Linux) input[name=id]", "value");
        assertThat(admin.post("/admin/settings/sessions/revoke", "id", ofFirefox)
                        .leadsTo())
                .isEqualTo("/admin/settings");
        assertThat(isSignedIn(firefox)).isFalse();
        assertThat(isSignedIn(third)).isTrue();

        admin.post("/admin/settings/sessions/revoke", "id", "no such session");
        assertThat(isSignedIn(third)).isTrue();
        admin.post("/admin/settings/sessions/revoke");
        assertThat(isSignedIn(third)).isFalse();
        assertThat(admin.open("/admin/settings").texts("tbody tr")).hasSize(1);
    }

    @Test
    void noOtherSessionIsEndedAlong() {
        var admin = site.setUp();
        var exchange = Gathering.open(site, admin);
        var ann = exchange.join("Ann");

        admin.post("/admin/settings/sessions/revoke");
        admin.submit(change(admin, Site.PASSWORD, NEW_PASSWORD));

        assertThat(exchange.me(ann).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin/settings/profile",
                "/admin/settings/password",
                "/admin/settings/email",
                "/admin/settings/email/resend",
                "/admin/settings/sessions/revoke"
            })
    void nobodyElseChangesAnything(String path) {
        var admin = site.setUp();
        var ann = Gathering.open(site, admin).join("Ann");
        var before = site.everything();

        Function<Browser, Page> attempt = browser -> browser.post(
                path, "timezone", "Asia/Tokyo", "locale", "en", "currentPassword", Site.PASSWORD, "email", "e@x.org");

        assertThat(attempt.apply(ann).leadsTo()).isEqualTo("/admin/login");
        assertThat(attempt.apply(site.browser()).leadsTo()).isEqualTo("/admin/login");
        assertThat(admin.submit(admin.formTo(path).with("_csrf", "wrong")).status())
                .isEqualTo(403);
        assertThat(site.everything()).isEqualTo(before);
    }

    private static Page ask(Browser browser, String address) {
        return browser.submit(browser.open("/admin/password/forgot")
                .form("/admin/password/forgot")
                .with("email", address));
    }

    private String resetLink() {
        return site.mail().lastTo(Site.ADMIN).link("/admin/password/reset/");
    }

    private static Page choose(Browser browser, String link, String password) {
        return browser.submit(browser.open(link)
                .form("/admin/password/reset/" + token(link))
                .with("password", password)
                .with("passwordConfirmation", password));
    }

    private static Form change(Browser admin, String current, String password) {
        return admin.open("/admin/settings")
                .form("/settings/password")
                .with("currentPassword", current)
                .with("password", password)
                .with("passwordConfirmation", password);
    }

    private static Form move(Browser admin, String current, String address) {
        return admin.open("/admin/settings")
                .form("/settings/email")
                .with("currentPassword", current)
                .with("email", address);
    }

    private Browser signedIn(String address, String password) {
        var browser = site.browser();
        assertThat(Organiser.signIn(browser, address, password).status()).isEqualTo(303);
        return browser;
    }

    private static boolean isSignedIn(Browser browser) {
        return browser.open("/admin").status() == 200;
    }

    private static String comparable(Page page) {
        var headers = new TreeMap<>(page.headers());
        headers.keySet().removeAll(List.of("date", "x-request-id"));
        headers.remove("set-cookie");
        return headers.toString();
    }
}
