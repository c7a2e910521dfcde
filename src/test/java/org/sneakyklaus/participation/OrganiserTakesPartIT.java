package org.sneakyklaus.participation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.exchange.ExchangeLifecycle;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Mail;
import org.sneakyklaus.testsupport.Organiser;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.Roster;
import org.sneakyklaus.testsupport.Site;

/** The organiser takes part by the account, without an e-mail that signs in. */
@IntegrationTest
class OrganiserTakesPartIT {

    private final Site site;
    private final Roster roster;
    private final ExchangeLifecycle lifecycle;

    OrganiserTakesPartIT(Site site, Roster roster, ExchangeLifecycle lifecycle) {
        this.site = site;
        this.roster = roster;
        this.lifecycle = lifecycle;
    }

    @Test
    void tickedOnTheFormTheyTakePartAndSeeWhomTheyDrewOnTheirOwnPageAlone() {
        var admin = site.setUp();
        var blank = Gathering.blank(admin).with("takesPart", "true");
        var nameless = admin.submit(blank);
        assertThat(nameless.status()).isEqualTo(422);
        assertThat(nameless.errorAt("/admin/exchanges", "organiserName")).isNotEmpty();
        assertThat(site.count("exchange")).isZero();

        var exchange = Gathering.created(site, admin, blank.with("organiserName", "Nora"));
        assertThat(exchange.page().text()).contains("takes part as organiser").doesNotContain("will get an email");
        exchange.then("open");
        var ben = exchange.join("Ben");
        exchange.join("Cy");
        assertThat(exchange.me(ben).text()).contains("Nora, organiser");
        exchange.then("close").then("match");

        var drawn = site.nameOf(requireNonNull(roster.pairing(exchange.id()).get(exchange.idOf("Nora"))));
        var before = exchange.page();
        var opened = exchange.press("my-page");
        assertThat(opened.leadsTo()).isEqualTo(exchange.link() + "/me");
        var covered = exchange.me(admin);
        assertThat(covered.text()).contains("Signed in as Nora.");
        var uncovered = admin.submit(covered.form("/me/reveal"));
        assertThat(uncovered.texts(".gift-for")).containsExactly("You drew " + drawn);
        assertThat(exchange.page().has(".gift-name")).isFalse();
        assertThat(exchange.page().texts("#own")).isEqualTo(before.texts("#own"));
    }

    @Test
    void ofOneAccountOneTakesPartOnceInAnExchange() {
        var exchange = Gathering.draft(site, site.setUp());
        var form = takePart(exchange, "Nora");

        var again = exchange.admin().post(exchange.path() + "/take-part", "name", "Nora");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text()).contains("You already take part.");
        assertThat(exchange.people()).containsExactly("Nora");
        assertThat(form.status()).isEqualTo(303);
        takePart(Gathering.draft(site, exchange.admin()), "Nora");
    }

    @Test
    void theirPageIsASessionOfItsOwnThatReplacesOnlyTheOneOfThatExchange() {
        var exchange = Gathering.open(site, site.setUp());
        var admin = exchange.admin();
        assertThat(admin.post(exchange.path() + "/my-page").status()).isEqualTo(404);
        takePart(exchange, "Nora");
        exchange.register(admin, "Ben", "ben@example.org");
        Gathering.signIn(admin, site.mail().lastTo("ben@example.org"));
        assertThat(exchange.page().texts("#own").get(0)).contains("it replaces the page of any other participant");

        exchange.press("my-page");

        assertThat(exchange.me(admin).text()).contains("Signed in as Nora.").doesNotContain("Signed in as Ben.");
        assertThat(exchange.page().status()).isEqualTo(200);
        admin.submit(exchange.me(admin).form("/me/signout"));
        assertThat(exchange.me(admin).status()).isEqualTo(303);
        assertThat(exchange.page().status()).isEqualTo(200);
    }

    @Test
    void emailsGoToTheConfirmedAddressAndSignNobodyIn() {
        var exchange = Gathering.open(site, site.setUp());
        takePart(exchange, "Nora");
        exchange.with("Ben", "Cy");
        exchange.then("close");
        assertThat(exchange.page().text()).contains("3 people will get an email.");
        exchange.then("match");
        assertThat(exchange.page().text()).contains("Names drawn.", "We’re emailing 3 people.");

        var mail = lastNews();
        assertThat(mail.link(exchange.path())).endsWith(exchange.path());
        assertThat(mail.hasLink("/signin/")).isFalse();
        var stranger = site.browser();
        assertThat(stranger.open(exchange.path()).leadsTo()).startsWith("/admin/login");
    }

    @Test
    void toAnAddressThatIsNotConfirmedNothingGoes() {
        var exchange = Gathering.open(site, site.setUpUnconfirmed());
        takePart(exchange, "Nora");
        exchange.with("Ben", "Cy");
        exchange.then("close");
        assertThat(exchange.page().text()).contains("2 people will get an email.");
        exchange.then("match");

        assertThat(site.mail().subjectsTo(Site.ADMIN)).noneMatch(subject -> subject.contains("names are drawn"));
        exchange.press("my-page");
        assertThat(exchange.me(exchange.admin()).text()).doesNotContain(Site.ADMIN, "Reminders");
    }

    @Test
    void theyLeaveOnTheirOwnPageOrAreRemovedAndComeBack() {
        var exchange = Gathering.open(site, site.setUp());
        var admin = exchange.admin();
        takePart(exchange, "Nora");
        exchange.press("my-page");
        admin.submit(
                admin.open(exchange.link() + "/me/withdraw").form("/withdraw").with("confirm", "true"));
        assertThat(exchange.people()).isEmpty();
        assertThat(exchange.me(admin).status()).isEqualTo(303);
        assertThat(admin.post(exchange.path() + "/my-page").status()).isEqualTo(404);

        takePart(exchange, "Olivia");
        exchange.then("participants/" + exchange.idOf("Olivia") + "/remove");
        assertThat(exchange.people()).isEmpty();
        exchange.then("participants/" + exchange.idOf("Olivia") + "/restore");

        assertThat(exchange.people()).containsExactly("Olivia");
        assertThat(exchange.page().texts("#people .badge")).containsExactly("confirmed");
        assertThat(site.count("participant")).isEqualTo(1);
    }

    @Test
    void theyLookAfterOthersAndGoBeforeThem() {
        var exchange = Gathering.open(site, site.setUp());
        var admin = exchange.admin();
        takePart(exchange, "Nora");
        admin.submit(
                exchange.page().form("/participants").with("name", "Mia").with("guardian", "" + exchange.idOf("Nora")));
        exchange.press("my-page");

        assertThat(exchange.me(admin).text()).contains("Mia, looked after by Nora", "Nora, organiser");
        assertThat(admin.open(exchange.path() + "/participants.csv").source())
                .containsPattern("\"Nora\",\"\",\"joined\"")
                .containsPattern("\"Mia\",\"\",\"joined\",.*,\"Nora\"");
        exchange.with("Ben", "Cy", "Dan");
        exchange.then("close").then("match");
        site.mail().deliver();
        var nora = exchange.idOf("Nora");
        var asked = admin.submit(admin.open(exchange.path() + "/mend")
                .form("/mend")
                .with("leave", "" + nora, "" + exchange.idOf("Mia"))
                .with("guardian[" + nora + "]", ""));
        admin.submit(asked.form("/mend").with("confirm", "true").with("asked", "true"));
        assertThat(exchange.people()).containsExactly("Ben", "Cy", "Dan");
        assertThat(site.mail().subjectsTo(Site.ADMIN))
                .filteredOn(subject -> subject.contains("no longer"))
                .containsExactly("“Family Christmas”: you no longer take part");
        assertThat(site.count("outbound_email where kind = 'PERSON_REMOVED'")).isZero();
        assertThat(admin.post(exchange.path() + "/participants/" + nora + "/restore")
                        .status())
                .isEqualTo(409);
        assertThat(admin.post(exchange.path() + "/take-part", "name", "Nora").status())
                .isEqualTo(409);
    }

    @Test
    void noAddressOfTheirsIsStoredOrChangedAndWhatWasPromisedToOthersStaysOpen() {
        var exchange = Gathering.draft(site, site.setUp());
        var admin = exchange.admin();
        takePart(exchange, "Nora");
        exchange.press("my-page");
        var page = exchange.me(admin);
        assertThat(page.hasForm("/me/email")).isFalse();
        assertThat(admin.post(exchange.link() + "/me/email", "email", "x@example.org")
                        .status())
                .isEqualTo(404);
        assertThat(site.column("select email from participant")).containsExactly("null");

        var edit = admin.open(exchange.path() + "/edit").form("/edit").with("rememberPairs", "true");
        assertThat(admin.submit(edit).status()).isEqualTo(303);
        assertThat(exchange.add("Nora", Site.ADMIN).status()).isEqualTo(303);
        assertThat(exchange.page().text()).contains("One person will get an email.");
    }

    /** If the address of the account counted, a pair would be lost to the other row with this address. */
    @Test
    void theirPairsAreRememberedAsThoseOfPeopleWithoutAddress() {
        var admin = site.setUp();
        var exchange = Gathering.created(
                site,
                admin,
                Gathering.blank(admin)
                        .with("takesPart", "true")
                        .with("organiserName", "Nora")
                        .with("rememberPairs", "true"));
        exchange.then("open");
        exchange.register(admin, "Nora", Site.ADMIN);
        Gathering.signIn(site.browser(), site.mail().lastTo(Site.ADMIN));
        exchange.join("Ben");
        exchange.then("close").then("match");
        site.change("update exchange set exchange_date = 0 where id = ?", exchange.id());
        lifecycle.completeDue(List.of(exchange.id()));

        assertThat(site.count("past_pair")).isEqualTo(3);
    }

    @Test
    void nothingOfThemStaysWhenTheExchangeIsDeleted() {
        var exchange = Gathering.draft(site, site.setUp());
        takePart(exchange, "Nora");
        exchange.press("my-page");
        assertThat(site.column("select principal_name from SPRING_SESSION where principal_name like 'participant%'"))
                .hasSize(1);

        exchange.admin().submit(exchange.page().form("/delete").with("name", "Family Christmas"));

        assertThat(site.count("participant")).isZero();
        assertThat(site.column("select principal_name from SPRING_SESSION where principal_name like 'participant%'"))
                .isEmpty();
    }

    @Test
    void theirPageOffersNoInvitationSinceTheyInviteThemselves() {
        var exchange = Gathering.draft(site, site.setUp());
        takePart(exchange, "Nora");
        exchange.then("open");
        exchange.press("my-page");
        assertThat(exchange.me(exchange.admin()).hasForm("/me/next-time")).isFalse();
        assertThat(exchange.me(exchange.join("Ben")).hasForm("/me/next-time")).isTrue();
    }

    @Test
    void signingOthersOutOfTheAccountEndsItsOwnPages() {
        var exchange = Gathering.draft(site, site.setUp());
        takePart(exchange, "Nora");
        exchange.then("open");
        var admin = exchange.admin();
        exchange.press("my-page");
        assertThat(exchange.me(admin).status()).isEqualTo(200);
        assertThat(admin.post("/admin/settings/sessions/revoke").status()).isEqualTo(303);
        assertThat(exchange.me(admin).leadsTo()).endsWith("/signin");
        assertThat(exchange.press("my-page").leadsTo()).endsWith("/me");
    }

    @Test
    void whereTheAccountSignsOutItsOwnPagesShut() {
        var exchange = Gathering.draft(site, site.setUp());
        takePart(exchange, "Nora");
        exchange.then("open");
        var elsewhere = Organiser.signIn(site.browser()).browser();
        elsewhere.post(exchange.path() + "/my-page");
        assertThat(exchange.me(elsewhere).status()).isEqualTo(200);
        var admin = exchange.admin();
        var other = admin.open("/admin/settings").attribute("tr input[name=id]", "value");

        admin.post("/admin/settings/sessions/revoke", "id", other);
        assertThat(exchange.me(elsewhere).leadsTo()).endsWith("/signin");

        exchange.press("my-page");
        assertThat(exchange.me(admin).status()).isEqualTo(200);
        admin.submit(admin.open("/admin").form("/admin/logout"));
        assertThat(exchange.me(admin).leadsTo()).endsWith("/signin");
    }

    @Test
    void whoTakesPartByTheSameAddressLetsTheAccountOpenTheirPage() {
        var exchange = Gathering.open(site, site.setUp());
        exchange.register(site.browser(), "Nora", Site.ADMIN);
        var nora = Gathering.signIn(site.browser(), site.mail().lastTo(Site.ADMIN));
        var another = site.mail().lastTo(Site.ADMIN);
        var ben = exchange.join("Ben");
        exchange.join("Cy");
        exchange.then("close").then("match");
        assertThat(exchange.me(ben).hasForm("/me/account")).isFalse();
        assertThat(ben.post(exchange.link() + "/me/account").status()).isEqualTo(404);
        assertThat(exchange.page().has("#own")).isFalse();
        var drawn = site.nameOf(requireNonNull(roster.pairing(exchange.id()).get(exchange.idOf("Nora"))));

        assertThat(nora.submit(exchange.me(nora).form("/me/account")).leadsTo()).isEqualTo(exchange.path());

        assertThat(exchange.me(nora).leadsTo()).as("this session has ended").endsWith("/signin");
        assertThat(site.browser().open(another.link("/signin/")).text()).doesNotContain("Nora");
        exchange.press("my-page");
        var admin = exchange.admin();
        assertThat(admin.submit(exchange.me(admin).form("/me/reveal")).texts(".gift-for"))
                .containsExactly("You drew " + drawn);
        var told = "Nora now takes part with the organiser’s account.";
        assertThat(exchange.me(ben).text()).contains(told, "Nora, organiser");
        assertThat(site.mail().lastTo("ben@example.org").text()).contains(told);
        assertThat(exchange.page().has("#own")).isTrue();
    }

    @Test
    void theAccountTakesOverNoSecondPage() {
        var exchange = Gathering.open(site, site.setUp());
        takePart(exchange, "Olivia");
        exchange.register(site.browser(), "Nora", Site.ADMIN);
        var nora = Gathering.signIn(site.browser(), site.mail().lastTo(Site.ADMIN));

        assertThat(exchange.me(nora).hasForm("/me/account")).isFalse();
        assertThat(nora.post(exchange.link() + "/me/account").status()).isEqualTo(404);
    }

    private static Page takePart(Gathering exchange, String name) {
        Browser admin = exchange.admin();
        var answer = admin.submit(exchange.page().form("/take-part").with("name", name));
        assertThat(answer.status()).as("%s", answer).isEqualTo(303);
        return answer;
    }

    private Mail lastNews() {
        return site.mail().to(Site.ADMIN).stream()
                .filter(mail -> mail.subject().contains("names are drawn"))
                .findFirst()
                .orElseThrow();
    }
}
