package org.sneakyklaus.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.testsupport.AtOnce;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.TestClock;

/** The link of an email signs in once, in its time, and for a session of its exchange. */
@IntegrationTest
class SignInLinkIT {

    private static final String SESSION = "klaus-exchange";

    private final Site site;
    private final MagicTokens tokens;
    private final TestClock clock;

    SignInLinkIT(Site site, MagicTokens tokens, TestClock clock) {
        this.site = site;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** Its email had been composed with the earlier address just before, too. */
    @Test
    void nobodyIsRemovedByTheOwnerOfAnEarlierAddress() {
        var exchange = Gathering.open(site, site.setUp());
        var ann = exchange.join("Ann");
        ann.submit(exchange.me(ann).form("/me/email").with("email", "anna@example.org"));
        ann.press(site.mail().lastTo("anna@example.org").link("/email/"));
        var late = exchange.link() + "/not-me/"
                + tokens.issue(TokenSpec.notMe(
                                new EmailAddress("ann@example.org"), exchange.idOf("Ann"), exchange.id()))
                        .text();
        var owner = site.browser();

        owner.press(late);

        assertThat(exchange.people()).containsExactly("Ann");
        exchange.register(owner, "Ann", "ann@example.org");
        assertThat(site.mail().to("ann@example.org"))
                .as("no email goes there again")
                .hasSize(1);
    }

    /** Its email had been composed with the earlier address just before. */
    @Test
    void aLinkThatIsIssuedForAnEarlierAddressSignsNobodyIn() {
        var exchange = Gathering.open(site, site.setUp());
        var ann = exchange.join("Ann");
        ann.submit(exchange.me(ann).form("/me/email").with("email", "anna@example.org"));
        ann.press(site.mail().lastTo("anna@example.org").link("/email/"));
        var late = exchange.link() + "/signin/"
                + tokens.issue(TokenSpec.mailedSignIn(
                                new EmailAddress("ann@example.org"), exchange.idOf("Ann"), exchange.id()))
                        .text();
        var eve = site.browser();

        assertThat(eve.open(late).leadsTo()).endsWith("/signin");
        eve.post(late);

        assertThat(exchange.me(eve).leadsTo()).endsWith("/signin");
        site.browser().post(exchange.link() + "/signin", "email", "anna@example.org");
        Gathering.signIn(eve, site.mail().lastTo("anna@example.org"));
    }

    @Test
    void aLinkDoesNotLastLongerAfterTheClockIsSetBack() {
        var exchange = Gathering.open(site, site.setUp());
        exchange.join("Ann");
        clock.set(TestClock.START.plus(Duration.ofHours(1)));
        site.browser().post(exchange.link() + "/signin", "email", "ann@example.org");
        var link = site.mail().lastTo("ann@example.org").link("/signin/");
        var ann = site.browser();

        clock.set(TestClock.START.plus(Duration.ofMinutes(58)));
        assertThat(ann.open(link).hasForm("/renew")).isTrue();
        ann.post(link);
        assertThat(exchange.me(ann).leadsTo()).endsWith("/signin");

        clock.set(TestClock.START.plus(Duration.ofMinutes(59)));
        ann.press(link);
        assertThat(exchange.me(ann).text())
                .as("within the minute that two machines may differ")
                .contains("Signed in as Ann");
    }

    @Test
    void askingForALinkAnswersTheSameForEveryAddress() {
        var exchange = Gathering.open(site, site.setUp());
        exchange.join("Ann");
        var one = site.browser();
        var other = site.browser();

        var known = one.post(exchange.link() + "/signin", "email", "ann@example.org");
        var unknown = other.post(exchange.link() + "/signin", "email", "nobody@example.org");

        assertThat(known.leadsTo()).isEqualTo(unknown.leadsTo()).isEqualTo(exchange.link() + "/signin/code");
        assertThat(one.follow(known).text()).isEqualTo(other.follow(unknown).text());
        assertThat(site.mail().to("nobody@example.org")).isEmpty();
        exchange.enter("Ann");
    }

    @Test
    void allExchangesOfAnAddressAreFoundByEMail() {
        var admin = site.setUp();
        var family = Gathering.open(site, admin);
        var office = Gathering.created(site, admin, Gathering.blank(admin).with("name", "Office party"))
                .then("open");
        family.join("Ann");
        office.join("Ann");
        var draft = Gathering.created(site, admin, Gathering.blank(admin).with("name", "Surprise"))
                .with("Ann");
        site.browser().post(draft.link() + "/signin", "email", "ann@example.org");
        var browser = site.browser();

        var known = browser.submit(browser.open("/find").form("/find").with("email", "ann@example.org"));
        var unknown = browser.submit(browser.open("/find").form("/find").with("email", "eve@example.org"));
        var bad = browser.submit(browser.open("/find").form("/find").with("email", "ann"));

        assertThat(known.leadsTo()).isEqualTo(unknown.leadsTo());
        assertThat(bad.status()).isEqualTo(422);
        assertThat(bad.errorAt("/find", "email")).isNotEmpty();
        assertThat(bad.value("/find", "email")).isEqualTo("ann");
        assertThat(site.mail().to("eve@example.org")).isEmpty();
        var mail = site.mail().lastTo("ann@example.org");
        assertThat(mail.text()).contains("Family Christmas", "Office party");
        assertThat(site.mail().to("ann@example.org"))
                .as("of a draft only the organiser knows")
                .noneMatch(any -> any.text().contains("Surprise"));
        for (var exchange : List.of(family, office)) {
            var link = mail.link(exchange.slug());
            assertThat(site.browser().press(link).leadsTo()).isEqualTo(exchange.link() + "/me");
        }
    }

    @Test
    void openingALinkUsesNothingUpAndItsButtonSignsInOnce() {
        var exchange = Gathering.open(site, site.setUp());
        exchange.register(site.browser(), "Ann", "ann@example.org");
        var link = site.mail().lastTo("ann@example.org").link("/signin/");
        var browser = site.browser();
        var before = site.everything();
        for (int i = 0; i < 20; i++) {
            var shown = browser.open(link);
            assertThat(shown.status()).isEqualTo(200);
            assertThat(shown.text()).contains("a***@example.org").doesNotContain("ann@example.org");
            assertThat(shown.cookies()).doesNotContain(SESSION);
        }
        assertThat(site.everything()).isEqualTo(before);
        var form = browser.open(link).form(path(link));

        var first = browser.submit(form);
        assertThat(first.leadsTo()).isEqualTo(exchange.link() + "/me");
        assertThat(first.cookies()).contains(SESSION);
        assertThat(browser.open(link).leadsTo()).isEqualTo(exchange.link() + "/me");

        var other = site.browser();
        var used = other.visit(link);
        assertThat(used.heading()).contains("used");
        var second = other.post(path(link));
        assertThat(other.follow(second).hasForm("/renew")).isTrue();
        assertThat(exchange.me(other).leadsTo()).endsWith("/signin");

        assertThat(other.submit(used.form("/renew")).leadsTo()).isEqualTo(exchange.link() + "/signin/code");
        assertThat(site.mail().lastTo("ann@example.org").link("/signin/")).isNotEqualTo(link);
        exchange.enter("Ann");
    }

    @Test
    void theButtonOfALinkTellsWhoseItIsAlsoAmongAddressesThatAreAlike() {
        var exchange = Gathering.open(site, site.setUp());
        var addresses =
                List.of("ann@example.org", "alan@example.org", "ana@example.org", "al@b.example", "a@b.example");

        addresses.forEach(address -> exchange.register(site.browser(), "Ann", address));

        var shown = addresses.stream()
                .map(address -> site.browser()
                        .open(site.mail().lastTo(address).link("/signin/"))
                        .texts(".lead")
                        .get(0))
                .toList();
        assertThat(shown).doesNotHaveDuplicates();
        assertThat(shown.get(1)).contains("al***n@example.org");
        addresses.forEach(address -> assertThat(shown).noneMatch(text -> text.contains(' ' + address)));
    }

    @Test
    void aLinkPressedTwiceAtOnceSignsInOnce() throws InterruptedException {
        var exchange = Gathering.open(site, site.setUp());
        exchange.register(site.browser(), "Ann", "ann@example.org");
        var link = site.mail().lastTo("ann@example.org").link("/signin/");
        var one = site.browser();
        var other = site.browser();
        var form = one.open(link).form(path(link));
        var otherForm = other.open(link).form(path(link));

        var answers = AtOnce.get(() -> one.submit(form), () -> other.submit(otherForm));

        assertThat(answers).extracting(Page::leadsTo).containsExactlyInAnyOrder(exchange.link() + "/me", path(link));
    }

    @Test
    void aLinkEndsAfterItsTime() {
        var exchange = Gathering.open(site, site.setUp());
        exchange.register(site.browser(), "Ann", "ann@example.org");
        var mailed = site.mail().lastTo("ann@example.org").link("/signin/");
        site.browser().post(exchange.link() + "/signin", "email", "ann@example.org");
        var asked = site.mail().lastTo("ann@example.org").link("/signin/");

        clock.advance(Duration.ofHours(1));
        assertThat(site.browser().open(asked).hasForm("/renew")).isTrue();
        assertThat(site.browser().open(mailed).hasForm("/renew")).isFalse();
        clock.advance(Duration.ofDays(7));
        assertThat(site.browser().open(mailed).hasForm("/renew")).isTrue();
    }

    @Test
    void aLinkCountsAtItsOwnExchangeOnly() {
        var admin = site.setUp();
        var exchange = Gathering.open(site, admin);
        var other = Gathering.open(site, admin);
        exchange.register(site.browser(), "Ann", "ann@example.org");
        var link = path(site.mail().lastTo("ann@example.org").link("/signin/"));
        var elsewhere = link.replace(exchange.slug(), other.slug());
        var browser = site.browser();

        assertThat(browser.open(elsewhere).leadsTo()).isEqualTo(other.link() + "/signin");
        assertThat(browser.follow(browser.post(elsewhere)).path()).isEqualTo(other.link() + "/signin");

        exchange.enter("Ann");
    }

    private static String path(String link) {
        return URI.create(link).getPath();
    }

    @Test
    void aSessionLastsUntilAWeekAfterTheDateHoweverOftenItIsUsed() {
        var exchange = Gathering.open(site, site.setUp());
        takesPlace(Duration.ofDays(20));
        var ann = exchange.join("Ann");
        assertThat(exchange.me(ann).status()).isEqualTo(200);

        shift(Duration.ofDays(27).minusHours(1));
        assertThat(exchange.me(ann).status()).isEqualTo(200);
        shift(Duration.ofHours(2));

        assertThat(exchange.me(ann).leadsTo()).endsWith("/signin");
    }

    @Test
    void aSessionLastsADayAtLeastAndHalfAYearAtMost() {
        var exchange = Gathering.open(site, site.setUp());
        exchange.with("Ben");
        takesPlace(Duration.ofDays(400));
        var early = exchange.join("Ann");
        shift(Duration.ofDays(180).minusHours(1));
        assertThat(exchange.me(early).status()).isEqualTo(200);
        shift(Duration.ofHours(2));
        assertThat(exchange.me(early).leadsTo()).endsWith("/signin");

        takesPlace(Duration.ofDays(-20));
        var late = exchange.enter("Ben");
        shift(Duration.ofHours(23));
        assertThat(exchange.me(late).status()).isEqualTo(200);
        shift(Duration.ofHours(2));
        assertThat(exchange.me(late).leadsTo()).endsWith("/signin");
    }

    private void takesPlace(Duration fromNow) {
        site.change(
                "update exchange set exchange_date = ?",
                clock.instant().plus(fromNow).toEpochMilli());
    }

    /** As if all participants had signed in so much earlier. */
    private void shift(Duration back) {
        site.change(
                "update SPRING_SESSION set LAST_ACCESS_TIME = LAST_ACCESS_TIME - ? where PRINCIPAL_NAME like 'participant:%'",
                back.toMillis());
    }

    @Test
    void oneBrowserIsAdminAndInTwoExchangesAndEachPartEndsByItself() {
        var browser = site.setUp();
        var family = Gathering.open(site, browser);
        var office = Gathering.open(site, browser);
        for (var exchange : List.of(family, office)) {
            exchange.register(browser, "Nora", "nora@example.org");
            Gathering.signIn(browser, site.mail().lastTo("nora@example.org"));
        }
        assertThat(browser.open("/admin").status()).isEqualTo(200);
        assertThat(family.me(browser).status()).isEqualTo(200);
        assertThat(office.me(browser).status()).isEqualTo(200);
        assertThat(browser.open(family.link() + "/signin?signedOut=true").has("[role=status]"))
                .as("who is signed in is not told otherwise")
                .isFalse();

        var out = browser.submit(family.me(browser).form("/signout"));

        assertThat(browser.follow(out).texts("[role=status]")).containsExactly("You are signed out.");
        assertThat(browser.open(family.link() + "/signin").has("[role=status]")).isFalse();
        assertThat(family.me(browser).leadsTo()).isEqualTo(family.link() + "/signin");
        assertThat(office.me(browser).status()).isEqualTo(200);
        assertThat(browser.open("/admin").status()).isEqualTo(200);

        browser.submit(browser.open("/admin").form("/admin/logout"));

        assertThat(browser.open("/admin").leadsTo()).isEqualTo("/admin/login");
        assertThat(office.me(browser).status()).isEqualTo(200);
        assertThat(office.me(browser).text()).contains("Signed in as Nora.");
    }
}
