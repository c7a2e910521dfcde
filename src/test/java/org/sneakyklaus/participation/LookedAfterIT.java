package org.sneakyklaus.participation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.Form;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Mail;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.Roster;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.TestClock;

/** People without an e-mail address take part through the page of somebody who looks after them. */
@SuppressWarnings("NullAway.Init")
@IntegrationTest
class LookedAfterIT {

    private final Site site;
    private final Roster roster;
    private final TestClock clock;
    private Gathering exchange;
    private Browser carla;

    LookedAfterIT(Site site, Roster roster, TestClock clock) {
        this.site = site;
        this.roster = roster;
        this.clock = clock;
    }

    @BeforeEach
    void open() {
        exchange = Gathering.open(site, site.setUp());
        carla = exchange.join("Carla");
    }

    @Test
    void aGuardianSeesWhomTheirPeopleDrewOneAtATime() {
        add(carla, "Mia", "a sledge");
        exchange.join("Ben");
        exchange.join("Dan");
        exchange.then("close").then("match");

        var covered = exchange.me(carla);
        assertThat(covered.text()).contains("Mia, looked after by Carla", "a sledge", "See who Mia drew");
        var pairing = roster.pairing(exchange.id());
        var drawn = site.nameOf(drawnBy("Mia", pairing));
        var mias = carla.submit(covered.form(of(covered, "Mia", "/reveal")));
        assertThat(mias.texts(".gift-for")).containsExactly("Mia drew " + drawn);
        var own = carla.submit(exchange.me(carla).form("/me/reveal"));
        assertThat(own.texts(".gift-for")).containsExactly("You drew " + site.nameOf(drawnBy("Carla", pairing)));
        assertThat(own.texts(".gift-name")).hasSize(1);
        assertThat(own.hasForm("/reveal")).isFalse();
    }

    @Test
    void nobodyDrawsTheirGuardian() {
        add(carla, "Mia", "");
        add(carla, "Tom", "");
        exchange.join("Ben");
        exchange.then("close").then("match");

        for (int draw = 0; draw < 20; draw++) {
            var pairing = roster.pairing(exchange.id());
            assertThat(List.of(pairing.get(exchange.idOf("Mia")), pairing.get(exchange.idOf("Tom"))))
                    .doesNotContain(exchange.idOf("Carla"));
            exchange.then("rematch");
        }
    }

    @Test
    void whereTheGuardianCannotBeDrawnNoRuleIsOffered() {
        add(carla, "Mia", "");
        add(carla, "Tom", "");
        exchange.then("close");

        assertThat(exchange.page().text())
                .contains(
                        "No one can draw Carla",
                        "Someone else must take part first",
                        "never draw the person who looks after them")
                .doesNotContain("with these exclusions", "Remove one", "Remove two");

        exchange.rule("Mia", "Tom", false);
        assertThat(exchange.page().text())
                .as("an exclusion more changes nothing about that")
                .contains("Someone else must take part first")
                .doesNotContain("Remove one", "Remove two");
    }

    @Test
    void everybodyIsWarnedWhereAGuardianCouldWorkOutMore() {
        add(carla, "Mia", "");
        exchange.join("Ben");
        exchange.join("Dan");
        exchange.then("close");
        assertThat(exchange.page().text()).contains("Looking after others shows Carla more");

        exchange.then("match");
        assertThat(exchange.me(exchange.enter("Dan")).text()).contains("others may be able to work out who drew whom");

        exchange.then("cancel-match");
        exchange.with("Eve", "Fay", "Gus", "Hal", "Ida");
        assertThat(exchange.page().text()).doesNotContain("Looking after others shows");
    }

    @Test
    void aNameIsGivenOnceAndTenPeopleAreTheMost() {
        add(carla, "Mia", "");
        var twice = carla.submit(
                exchange.me(carla).form("/wards").with("name", "mia").with("giftIdeas", "a book"));
        assertThat(twice.status()).isEqualTo(422);
        assertThat(twice.errorAt("/wards", "name")).contains("mia");
        assertThat(twice.value("/wards", "giftIdeas")).isEqualTo("a book");

        IntStream.rangeClosed(2, 10).forEach(number -> add(carla, "Kid " + number, ""));
        var eleventh = carla.submit(exchange.me(carla).form("/wards").with("name", "Kid 11"));
        assertThat(eleventh.status()).isEqualTo(422);
        assertThat(eleventh.text()).contains("can look after 10 people at most");
        assertThat(exchange.people()).hasSize(11);
    }

    @Test
    void afterTheCloseNobodyIsAddedAndAFullExchangeStaysFull() {
        var form = exchange.me(carla).form("/wards").with("name", "Mia");
        site.change("update exchange set max_participants = 1 where id = ?", exchange.id());
        assertThat(carla.submit(form).text()).contains("This exchange is full");
        exchange.then("close");

        assertThat(carla.submit(form).status()).isEqualTo(409);
        assertThat(exchange.people()).containsExactly("Carla");
    }

    @Test
    void theirGuardianHandsThemALinkAndSeesThemNoMore() {
        add(carla, "Mia", "a sledge");
        exchange.join("Ben");
        exchange.join("Dan");
        exchange.then("close").then("match");
        var page = exchange.me(carla);
        var reveal = of(page, "Mia", "/reveal");

        var made = carla.submit(page.form(of(page, "Mia", "/way")).with("contact", "LINK"));
        assertThat(made.text()).contains("Give it to Mia now");
        var link = made.attribute("[data-personal-link]", "data-personal-link");
        assertThat(carla.post(reveal).status()).isEqualTo(404);
        assertThat(exchange.me(carla).text())
                .doesNotContain("See who Mia drew")
                .contains("Mia is no longer looked after", "No word has been chosen yet for the personal link of: Mia");
        assertThat(site.mail().lastTo("ben@example.org").text()).contains("Mia is no longer looked after");
        var mia = site.browser();
        mia.submit(mia.open(link).form(link.substring(link.indexOf("/link/"))).with("word", "Apfelstrudel7"));
        assertThat(mia.submit(exchange.me(mia).form("/me/reveal")).texts(".gift-for"))
                .containsExactly("You drew " + site.nameOf(drawnBy("Mia", roster.pairing(exchange.id()))));
    }

    @Test
    void theirGuardianAsksForAnAddressWhichTheyConfirm() {
        add(carla, "Mia", "");
        var page = exchange.me(carla);
        var way = page.form(of(page, "Mia", "/way"));
        var wrong = carla.submit(way.with("email", "mia"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.errorAt("/way", "email")).contains("like ann@example.org");
        carla.submit(way.with("email", "mia@example.org"));
        assertThat(exchange.me(carla).text()).contains("You look after Mia");
        var mail = site.mail().lastTo("mia@example.org");
        assertThat(mail.text()).contains("Hello Mia").doesNotContain("Carla");
        var confirmation = mail.link("/email/");
        var mia = site.browser();
        mia.submit(mia.open(confirmation).form(confirmation.substring(confirmation.indexOf("/email/"))));
        assertThat(exchange.me(carla).text())
                .doesNotContain("You look after Mia")
                .contains("Mia now takes part by email.");
        assertThat(exchange.page().text()).contains("mia@example.org").doesNotContain("looked after by Carla");
    }

    @Test
    void theOrganiserGivesThemAnAddressOrALinkBeforeTheDraw() {
        add(carla, "Mia", "a sledge");
        add(carla, "Tom", "");
        exchange.join("Ben");
        exchange.join("Dan");
        var admin = exchange.admin();
        var mias = exchange.path() + "/participants/" + exchange.idOf("Mia") + "/way";
        assertThat(exchange.page().attribute("a[href='" + mias + "']", "aria-label"))
                .isEqualTo("Set up own sign-in: Mia, without Carla");
        var taken = admin.submit(admin.open(mias).form("/way").with("email", "ben@example.org"));
        assertThat(taken.status()).isEqualTo(422);
        assertThat(taken.errorAt("/way", "email")).contains("already");
        assertThat(taken.value("/way", "email")).isEqualTo("ben@example.org");

        admin.submit(admin.open(mias).form("/way").with("email", "mia@example.org"));
        var toms = mias.replace("/" + exchange.idOf("Mia") + "/", "/" + exchange.idOf("Tom") + "/");
        var card = admin.submit(admin.open(toms).form("/way").with("contact", "LINK"));
        assertThat(card.has("[data-personal-link]")).isTrue();

        assertThat(exchange.me(carla).text())
                .as("until its owner confirms the address")
                .contains("You look after Mia", "The organiser entered an email address for Mia.")
                .doesNotContain("You look after Tom")
                .contains("The organiser created a personal link for Tom.");
        confirm(site.mail().lastTo("mia@example.org").link("/email/"));
        assertThat(exchange.me(carla).text())
                .doesNotContain("You look after Mia")
                .contains("Mia now takes part by email.");
        assertThat(admin.open(mias).status()).isEqualTo(404);
        assertThat(admin.post(mias, "contact", "LINK").status()).isEqualTo(404);
    }

    @Test
    void theOrganiserNeverSetsTheAddressOfSomebodyWhoIsDrawn() {
        add(carla, "Mia", "");
        exchange.join("Ben");
        exchange.join("Dan");
        exchange.then("close").then("match");
        var way = exchange.path() + "/participants/" + exchange.idOf("Mia") + "/way";

        assertThat(exchange.admin().post(way, "email", Site.ADMIN).status()).isEqualTo(409);
        assertThat(exchange.admin().post(way, "contact", "LINK").status()).isEqualTo(409);
        assertThat(site.column("select way from participant where name = 'Mia'"))
                .containsExactly("GUARDIAN");
    }

    /** Else the organiser could ask for an address of their own, and open the person's page once names are drawn. */
    @Test
    void anAddressThatWasAskedForBeforeTheDrawComesToNothingAfterIt() {
        add(carla, "Mia", "");
        exchange.join("Ben");
        exchange.join("Dan");
        var way = exchange.path() + "/participants/" + exchange.idOf("Mia") + "/way";
        exchange.admin().submit(exchange.admin().open(way).form("/way").with("email", "thief@example.org"));
        var asked = site.mail().lastTo("thief@example.org").link("/email/");
        exchange.then("close").then("match");

        assertThat(site.browser().open(asked).status()).isEqualTo(303);
        assertThat(exchange.me(carla).text()).contains("You look after Mia");
    }

    /** Else who looks after them no more could take their place with an address asked for before. */
    @Test
    void anAddressAskedForByAFormerGuardianComesToNothing() {
        add(carla, "Mia", "");
        exchange.join("Ben");
        exchange.join("Dan");
        exchange.join("Eve");
        exchange.then("close").then("match");
        var page = exchange.me(carla);
        carla.submit(page.form(of(page, "Mia", "/way")).with("email", "carla2@example.org"));
        var asked = site.mail().lastTo("carla2@example.org").link("/email/");

        adjustHandingTo("Carla", "Dan");

        assertThat(site.browser().open(asked).status()).isEqualTo(303);
        assertThat(site.column("select way from participant where name = 'Mia'"))
                .containsExactly("GUARDIAN");
    }

    /** Else a guardian could ask for an address of their own first, and take the person's place back with it. */
    @Test
    void anAddressThatWasAskedForBeforeComesToNothing() {
        add(carla, "Mia", "");
        var page = exchange.me(carla);
        carla.submit(page.form(of(page, "Mia", "/way")).with("email", "carla2@example.org"));
        var asked = site.mail().lastTo("carla2@example.org").link("/email/");
        carla.submit(page.form(of(page, "Mia", "/way")).with("contact", "LINK"));

        assertThat(carla.open(asked).status()).as("no button to confirm it").isEqualTo(303);
    }

    @Test
    void aHandleIsOfNoUseToAnybodyElse() {
        add(carla, "Mia", "");
        var ben = exchange.join("Ben");
        add(ben, "Tom", "");
        exchange.then("close").then("match");
        var mias = of(exchange.me(carla), "Mia", "/reveal");
        var toms = of(exchange.me(ben), "Tom", "/reveal");

        assertThat(ben.post(toms).status()).isEqualTo(200);
        assertThat(ben.post(mias).status()).isEqualTo(404);
        assertThat(ben.open(mias.replace("/reveal", "/profile")).status()).isEqualTo(404);
        assertThat(carla.post(mias.replaceAll("wards/.*/", "wards/abc/")).status())
                .isEqualTo(404);
    }

    @Test
    void whatIsSentAboutAllIsSentOnceToTheGuardian() {
        add(carla, "Mia", "");
        add(carla, "Tom", "");
        exchange.join("Ben");
        exchange.join("Dan");
        exchange.then("close").then("match");

        assertThat(site.mail().lastTo("carla@example.org").text())
                .contains("Your page also shows who Mia and Tom drew.");
        assertThat(site.mail().all())
                .filteredOn(mail ->
                        mail.subject().contains("names are drawn") && !mail.to().equals(Site.ADMIN))
                .extracting(Mail::to)
                .containsExactlyInAnyOrder("carla@example.org", "ben@example.org", "dan@example.org");
    }

    @Test
    void aGuardianWhoLeavesTakesThemAlongOrChoosesAnother() {
        add(carla, "Mia", "a sledge");
        var ben = exchange.join("Ben");
        add(ben, "Tom", "");
        var leaving = carla.open(exchange.link() + "/me/withdraw");
        assertThat(leaving.text()).contains("Who looks after Mia from now on?");
        var handle = leaving.attribute("#guardian option:nth-child(2)", "value");
        var unconfirmed = carla.submit(leaving.form("/withdraw").with("guardian", handle));
        assertThat(unconfirmed.status()).isEqualTo(422);

        carla.submit(unconfirmed.form("/withdraw").with("confirm", "true"));

        assertThat(exchange.people()).containsExactly("Ben", "Mia", "Tom");
        var bens = exchange.me(ben);
        assertThat(bens.text()).contains("a sledge", "Mia, looked after by Ben", "Mia is now looked after by Ben");
        assertThat(site.mail().lastTo("ben@example.org").text()).contains("You now look after Mia and Tom");

        ben.submit(ben.open(exchange.link() + "/me/withdraw").form("/withdraw").with("confirm", "true"));
        assertThat(exchange.people()).isEmpty();
        assertThat(site.mail().lastTo("ben@example.org").text()).contains("We also removed Mia and Tom");
        assertThat(site.column("select gift_ideas from participant where name = 'Mia'"))
                .containsExactly("");
    }

    @Test
    void theLastEmailNamesOnlyThoseWhoLeftWithTheGuardian() {
        add(carla, "Mia", "");
        add(carla, "Tom", "");
        var mias = carla.open(of(exchange.me(carla), "Mia", "/remove"));
        carla.submit(mias.form("/remove").with("confirm", "true"));
        clock.advance(Duration.ofMinutes(1));

        carla.submit(
                carla.open(exchange.link() + "/me/withdraw").form("/withdraw").with("confirm", "true"));

        assertThat(site.mail().lastTo("carla@example.org").text())
                .contains("We also removed Tom, who you looked after.");
    }

    @Test
    void nobodyIsOfferedToBeAddedBackWhoseGuardianIsGone() {
        add(carla, "Mia", "");
        carla.submit(
                carla.open(exchange.link() + "/me/withdraw").form("/withdraw").with("confirm", "true"));
        var back = "/participants/" + exchange.idOf("Mia") + "/restore";
        assertThat(exchange.page().hasForm(back)).isFalse();

        exchange.then("participants/" + exchange.idOf("Carla") + "/restore");

        exchange.then(back.substring(1));
        assertThat(exchange.people()).containsExactly("Carla", "Mia");
    }

    @Test
    void aRefusedAddressOpensTheFormOfItsPersonAlone() {
        add(carla, "Mia", "");
        add(carla, "Tom", "");
        var page = exchange.me(carla);

        var refused = carla.submit(page.form(of(page, "Tom", "/way")).with("email", "tom at home"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.texts("details[open]:has([name=email]) summary"))
                .singleElement()
                .asString()
                .contains("Tom");
        assertThat(refused.texts("section[aria-label=Tom] .field-error")).hasSize(1);
        assertThat(refused.texts("section[aria-label=Mia] .field-error")).isEmpty();
        assertThat(refused.attribute("section[aria-label=Tom] [name=email]", "value"))
                .isEqualTo("tom at home");
    }

    @Test
    void oneOfThemLeavesAlone() {
        add(carla, "Mia", "");
        var page = carla.open(of(exchange.me(carla), "Mia", "/remove"));

        carla.submit(page.form("/remove").with("confirm", "true"));

        assertThat(exchange.people()).containsExactly("Carla");
        assertThat(exchange.me(carla).text()).contains("Mia no longer takes part.");
    }

    @Test
    void oneWhomTheOrganiserRemovedIsBroughtBackByTheOrganiserAlone() {
        add(carla, "Mia", "");
        exchange.then("participants/" + exchange.idOf("Mia") + "/remove");

        var refused = carla.submit(
                exchange.me(carla).form("/wards").with("name", "mia").with("giftIdeas", "a book"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("The organiser removed Mia. Ask them to add Mia back.");
        assertThat(refused.value("/wards", "giftIdeas")).isEqualTo("a book");
        assertThat(exchange.people()).containsExactly("Carla");
        exchange.then("participants/" + exchange.idOf("Mia") + "/restore");
        assertThat(exchange.people()).containsExactly("Carla", "Mia");
    }

    @Test
    void whoIsAddedAgainHasTheirExclusionsAgain() {
        exchange.join("Dan");
        add(carla, "Mia", "");
        exchange.rule("Mia", "Dan", true);
        var inactive = "(inactive: one of them does not take part now)";
        assertThat(exchange.page().text()).doesNotContain(inactive);
        var page = carla.open(of(exchange.me(carla), "Mia", "/remove"));
        carla.submit(page.form("/remove").with("confirm", "true"));
        assertThat(exchange.page().text()).contains(inactive);

        add(carla, "mia", "");

        assertThat(exchange.page().text()).doesNotContain(inactive);
    }

    @Test
    void whoAsksToLetThemLeaveReadsOfWhomTheyAsked() {
        add(carla, "Mia", "");
        var profile = exchange.me(carla).attribute("a[href$='/profile'][href*='/wards/']", "href");
        assertThat(carla.open(profile).text())
                .contains("Their name", "Their gift ideas")
                .doesNotContain("Your name");
        exchange.with("Ben", "Dan", "Eve", "Fay").then("close").then("match");
        var asked = carla.follow(submitForMia("/leave-request"));

        assertThat(asked.text())
                .contains("asking the organiser to remove Mia", "You’ve asked to let Mia leave")
                .doesNotContain("asking the organiser to remove you", "You’ve asked to leave");

        for (var again : List.of(303, 303, 429)) {
            assertThat(carla.follow(submitForMia("/stay")).text())
                    .contains("Mia stays")
                    .doesNotContain("You’ve asked to let Mia leave");
            assertThat(submitForMia("/leave-request").status()).isEqualTo(again);
        }
    }

    private Page submitForMia(String what) {
        var page = exchange.me(carla);
        var action = page.attribute("form[action*='/wards/'][action$='" + what + "']", "action");
        return carla.submit(page.form(action.substring(action.indexOf("/wards/"))));
    }

    @Test
    void afterTheDrawANewGuardianIsToldToEverybody() {
        add(carla, "Mia", "");
        var ben = exchange.join("Ben");
        exchange.join("Dan");
        exchange.join("Eve");
        exchange.then("close").then("match");
        var before = roster.pairing(exchange.id());
        var mend = exchange.admin().open(exchange.path() + "/mend");
        var carlaId = exchange.idOf("Carla");
        var form = mend.form("/mend")
                .with("leave", "" + carlaId)
                .with("guardian[" + carlaId + "]", "" + exchange.idOf("Ben"));
        exchange.admin()
                .submit(exchange.admin()
                        .submit(form)
                        .form("/mend")
                        .with("confirm", "true")
                        .with("asked", "true"));

        assertThat(exchange.people()).containsExactly("Ben", "Dan", "Eve", "Mia");
        assertThat(site.mail().lastTo("eve@example.org").text())
                .contains("Mia is now looked after by Ben, who sees who Mia drew.");
        assertThat(exchange.page().text()).contains("Mia is now looked after by Ben");
        var pairing = roster.pairing(exchange.id());
        assertThat(pairing.get(exchange.idOf("Mia"))).isNotEqualTo(exchange.idOf("Ben"));
        assertThat(before).containsKey(carlaId);
        var page = exchange.me(ben);
        assertThat(ben.submit(page.form(of(page, "Mia", "/reveal"))).text())
                .contains("Mia drew " + site.nameOf(drawnBy("Mia", pairing)));
    }

    @Test
    void theOrganiserAddsAndRemovesThem() {
        exchange.join("Ben");
        var admin = exchange.admin();
        var both = admin.submit(exchange.page()
                .form("/participants")
                .with("name", "Mia")
                .with("email", "mia@example.org")
                .with("guardian", "" + exchange.idOf("Carla")));
        assertThat(both.errorAt("/participants", "guardian")).contains("not both");

        admin.submit(exchange.page()
                .form("/participants")
                .with("name", "Mia")
                .with("guardian", "" + exchange.idOf("Carla")));
        assertThat(site.mail().lastTo("carla@example.org").text()).contains("You now look after Mia");
        assertThat(exchange.page().text()).contains("looked after by Carla");
        var ofMia = admin.submit(
                exchange.page().form("/participants").with("name", "Tom").with("guardian", "" + exchange.idOf("Mia")));
        assertThat(ofMia.errorAt("/participants", "guardian")).contains("cannot look after others");

        var mia = exchange.idOf("Mia");
        exchange.then("participants/" + mia + "/remove");
        assertThat(site.mail().lastTo("carla@example.org").text()).contains("removed Mia, who you looked after");
        exchange.then("participants/" + mia + "/restore");
        assertThat(exchange.people()).containsExactly("Ben", "Carla", "Mia");

        var asked = exchange.press("participants/" + exchange.idOf("Carla") + "/remove");
        assertThat(asked.text()).contains("Carla looks after Mia.");
        admin.submit(asked.form("/remove")
                .with("guardian", "" + exchange.idOf("Ben"))
                .with("asked", "true"));
        assertThat(exchange.people()).containsExactly("Ben", "Mia");
        assertThat(exchange.page().text()).contains("looked after by Ben");
    }

    @Test
    void whoSaysNotMeTakesThemAlong() {
        exchange.admin()
                .submit(exchange.page()
                        .form("/participants")
                        .with("name", "Eve")
                        .with("email", "eve@example.org"));
        exchange.admin()
                .submit(exchange.page()
                        .form("/participants")
                        .with("name", "Mia")
                        .with("guardian", "" + exchange.idOf("Eve")));
        var stranger = site.browser();
        var link = site.mail().to("eve@example.org").get(0).link("/not-me/");
        stranger.submit(stranger.open(link).form(link.substring(link.indexOf("/not-me/"))));

        assertThat(exchange.people()).containsExactly("Carla");
    }

    @Test
    void theLengthOfAPageTellsNothing() {
        add(carla, "Mia", "");
        add(carla, "Tom", "x".repeat(3_000));
        exchange.join("Ben");
        exchange.join("Dan");
        exchange.then("close").then("match");
        for (int draw = 0; draw < 6; draw++) {
            var lengths = new HashSet<Integer>();
            var page = exchange.me(carla);
            lengths.add(carla.submit(page.form("/me/reveal")).source().length());
            for (var name : List.of("Mia", "Tom")) {
                lengths.add(carla.submit(page.form(of(page, name, "/reveal")))
                        .source()
                        .length());
            }
            assertThat(lengths).hasSize(1);
            exchange.then("rematch");
        }
    }

    @Test
    void theTableNamesTheGuardian() {
        add(carla, "Mia", "");

        assertThat(exchange.admin().open(exchange.path() + "/participants.csv").source())
                .contains("\"Looked after by\"")
                .containsPattern("\"Mia\",\"\",\"joined\",.*,\"Carla\"\r\n");
    }

    @Test
    void twoOfOneNameWithOneGuardianKeepTheirIdeas() {
        add(carla, "Mia", "a sledge");
        var ben = exchange.join("Ben");
        add(ben, "Mia", "a book");
        exchange.join("Dan");
        exchange.join("Eve");
        var leaving = carla.open(exchange.link() + "/me/withdraw");
        carla.submit(leaving.form("/withdraw")
                .with("guardian", leaving.attribute("#guardian option:nth-child(2)", "value"))
                .with("confirm", "true"));
        exchange.then("close").then("match");

        var page = exchange.me(ben);
        var bens = page.attribute("section[aria-label='Mia'] a[href$='/profile']", "href");
        var saved = ben.submit(ben.open(bens).form("/profile").with("giftIdeas", "a kite"));
        assertThat(saved.status()).isEqualTo(303);
        assertThat(exchange.me(ben).text()).contains("a kite");
    }

    @Test
    void nobodyIsHandedToOneWhoLeavesToo() {
        add(carla, "Mia", "");
        add(exchange.join("Ben"), "Tom", "");
        exchange.join("Dan");
        exchange.join("Eve");
        var carlaId = exchange.idOf("Carla");
        var self = exchange.admin()
                .post(
                        exchange.path() + "/participants/" + carlaId + "/remove",
                        "asked",
                        "true",
                        "guardian",
                        "" + carlaId);
        assertThat(self.status()).isEqualTo(422);
        exchange.then("close").then("match");

        var both = exchange.admin()
                .post(
                        exchange.path() + "/mend",
                        "leave",
                        "" + carlaId,
                        "leave",
                        "" + exchange.idOf("Ben"),
                        "guardian[" + carlaId + "]",
                        "" + exchange.idOf("Ben"),
                        "guardian[" + exchange.idOf("Ben") + "]",
                        "" + exchange.idOf("Dan"));
        assertThat(both.status()).isEqualTo(422);
        assertThat(both.text()).contains("This participant cannot look after others. Choose someone else.");
    }

    @Test
    void theEmailAboutAnAdjustedDrawNamesThePresentGuardianOnce() {
        add(carla, "Mia", "");
        exchange.join("Ben");
        exchange.join("Dan");
        exchange.join("Eve");
        exchange.join("Fay");
        exchange.then("close").then("match");
        site.mail().deliver();
        adjustHandingTo("Carla", "Ben");
        adjustHandingTo("Ben", "Dan");

        assertThat(site.mail().lastTo("eve@example.org").text())
                .contains("Mia is now looked after by Dan")
                .doesNotContain("looked after by Ben");
        assertThat(site.mail().to("dan@example.org"))
                .extracting(Mail::subject)
                .noneMatch(subject -> subject.contains("you look after"))
                .filteredOn(subject -> subject.contains("adjusted"))
                .hasSize(2);
    }

    @Test
    void oneWhoIsLookedAfterHasNoAddressToCorrectOrToWriteTo() {
        exchange.register(site.browser(), "Eve", "eve@example.org");
        exchange.admin()
                .submit(exchange.page()
                        .form("/participants")
                        .with("name", "Mia")
                        .with("guardian", "" + exchange.idOf("Eve")));
        var mia = exchange.path() + "/participants/" + exchange.idOf("Mia");

        assertThat(exchange.admin()
                        .post(mia + "/edit", "name", "Mia", "email", "mia@example.org")
                        .status())
                .isEqualTo(404);
        assertThat(exchange.admin().post(mia + "/resend").status()).isEqualTo(404);
        assertThat(site.column("select way from participant where name = 'Mia'"))
                .containsExactly("GUARDIAN");
    }

    @Test
    void theActivityNamesNobodyWhoSaidNotMe() {
        var draft = Gathering.draft(site, exchange.admin()).with("Dora", "Eve");
        exchange.admin()
                .submit(draft.page()
                        .form("/participants")
                        .with("name", "Mia")
                        .with("guardian", "" + draft.idOf("Dora")));
        exchange.admin()
                .post(
                        draft.path() + "/participants/" + draft.idOf("Dora") + "/remove",
                        "asked",
                        "true",
                        "guardian",
                        "" + draft.idOf("Eve"));
        draft.then("open");
        var stranger = site.browser();
        var link = site.mail().to("eve@example.org").get(0).link("/not-me/");
        stranger.submit(stranger.open(link).form(link.substring(link.indexOf("/not-me/"))));

        assertThat(draft.page().text()).contains("? is now looked after by ?").doesNotContain("null");
    }

    /** Else the organiser could add one more Carla, whom no list shows before her first visit. */
    @Test
    void nobodyTakesOverPeopleWhomTheListDoesNotShow() {
        add(carla, "Mia", "");
        exchange.with("Eve").join("Ben");
        var remove = exchange.path() + "/participants/" + exchange.idOf("Carla") + "/remove";

        var asked = exchange.admin().post(remove);
        assertThat(asked.texts("[name=guardian] option")).contains("Ben").doesNotContain("Eve");
        var refused = exchange.admin().post(remove, "asked", "true", "guardian", "" + exchange.idOf("Eve"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(exchange.me(carla).text()).contains("Mia");
        var done = exchange.admin().post(remove, "asked", "true", "guardian", "" + exchange.idOf("Ben"));
        assertThat(done.status()).isEqualTo(303);
    }

    /** Also if the email to it came back, and could be sent again from the outbox. */
    @Test
    void anAddressAskedForBeforeTheDrawIsNotAskedForAgain() {
        add(carla, "Mia", "");
        exchange.with("Ann", "Ben");
        exchange.admin()
                .post(exchange.path() + "/participants/" + exchange.idOf("Mia") + "/way", "email", "mia@example.org");
        site.mail().deliver();
        site.change("update outbound_email set state = 'FAILED' where kind = 'ADDRESS_CHANGE'");
        var mail = site.column("select id from outbound_email where kind = 'ADDRESS_CHANGE'")
                .get(0);
        exchange.then("close").then("match");

        assertThat(exchange.admin().post("/admin/outbox/" + mail + "/retry").status())
                .isEqualTo(409);
        assertThat(site.column("select state from outbound_email where kind = 'ADDRESS_CHANGE'"))
                .containsExactly("CANCELLED");
    }

    @Test
    void theOrganiserAddsMoreOfThemThanTheGuardianGetsEmailsInAnHour() {
        for (int number = 1; number <= 6; number++) {
            var added = exchange.admin()
                    .submit(exchange.page()
                            .form("/participants")
                            .with("name", "Kid " + number)
                            .with("guardian", "" + exchange.idOf("Carla")));
            assertThat(added.status()).as("%s", added).isEqualTo(303);
            site.mail().deliver();
        }

        assertThat(site.mail().to("carla@example.org"))
                .filteredOn(mail -> mail.subject().contains("you look after"))
                .hasSize(3);
    }

    @Test
    void theLastPlaceTellsNoGuardianWhetherAnAddressTakesPart() {
        exchange.join("Ben");
        site.change("update exchange set max_participants = 3 where id = ?", exchange.id());
        var form = exchange.me(carla).form("/wards").with("name", "Mia");

        exchange.register(site.browser(), "Ben", "ben@example.org");
        assertThat(carla.submit(form).text()).contains("This exchange is full");
    }

    @Test
    void aGuardianAndTheirPersonRemovedAtOnceGetOneEmail() {
        exchange.register(site.browser(), "Eve", "eve@example.org");
        exchange.admin()
                .submit(exchange.page()
                        .form("/participants")
                        .with("name", "Mia")
                        .with("guardian", "" + exchange.idOf("Eve")));
        exchange.with("Ann", "Ben");
        exchange.then("close").then("match");
        site.mail().deliver();
        var eve = exchange.idOf("Eve");
        mend(exchange.admin()
                .open(exchange.path() + "/mend")
                .form("/mend")
                .with("leave", "" + eve, "" + exchange.idOf("Mia"))
                .with("guardian[" + eve + "]", "" + exchange.idOf("Carla")));

        assertThat(site.mail().subjectsTo("eve@example.org"))
                .filteredOn(subject -> subject.contains("no longer"))
                .containsExactly("“Family Christmas”: you no longer take part");
    }

    @Test
    void longNamesDoNotMakeThePageLongerThanItsRoom() {
        var names = IntStream.range(0, 10)
                .mapToObj(number -> "\"".repeat(119) + number)
                .toList();
        names.forEach(name -> add(carla, name, ""));
        exchange.join("Ben");
        exchange.join("Dan");
        exchange.join("Eve");
        exchange.then("close").then("match");
        var before = beyondHistory(exchange.me(carla));

        mend(exchange.admin().open(exchange.path() + "/mend").form("/mend").with("leave", "" + exchange.idOf("Eve")));

        assertThat(exchange.me(carla).text()).contains("The draw was adjusted");
        assertThat(beyondHistory(exchange.me(carla))).isEqualTo(before);
    }

    /** How long a page is without what everybody reads in it. */
    private static int beyondHistory(Page page) {
        var own = Pattern.compile("<!--own-->.*?<!--/own-->|<!--[0-9a-f]+-->", Pattern.DOTALL)
                .matcher(page.source());
        return own.results().mapToInt(part -> part.group().length()).sum();
    }

    private void confirm(String link) {
        var owner = site.browser();
        owner.submit(owner.open(link).form(link.substring(link.indexOf("/email/"))));
    }

    private void adjustHandingTo(String leaving, String guardian) {
        var id = exchange.idOf(leaving);
        mend(exchange.admin()
                .open(exchange.path() + "/mend")
                .form("/mend")
                .with("leave", "" + id)
                .with("guardian[" + id + "]", "" + exchange.idOf(guardian)));
    }

    private void mend(Form form) {
        var admin = exchange.admin();
        var adjusted = admin.submit(
                admin.submit(form).form("/mend").with("confirm", "true").with("asked", "true"));
        assertThat(adjusted.status()).as("%s", adjusted).isEqualTo(303);
    }

    private void add(Browser guardian, String name, String ideas) {
        var answer = guardian.submit(
                exchange.me(guardian).form("/wards").with("name", name).with("giftIdeas", ideas));
        assertThat(answer.status()).as("%s", answer).isEqualTo(303);
    }

    private long drawnBy(String name, Map<Long, Long> pairing) {
        return requireNonNull(pairing.get(exchange.idOf(name)));
    }

    /** The path of an action in somebody's section of the guardian's page. */
    private static String of(Page page, String name, String action) {
        var section = "section[aria-label='" + name + "'] ";
        var selector = page.has(section + "form[action$='" + action + "']")
                ? page.attribute(section + "form[action$='" + action + "']", "action")
                : page.attribute(section + "a[href$='" + action + "']", "href");
        return selector;
    }
}
