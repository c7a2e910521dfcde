package org.sneakyklaus.participation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sneakyklaus.exchange.ExchangeState.REGISTRATION_OPEN;

import org.junit.jupiter.api.Test;
import org.sneakyklaus.testsupport.AtOnce;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.Site;

/** The organiser adds people, corrects, removes and brings them back, and writes to them again. */
@IntegrationTest
class MembershipIT {

    private final Site site;

    MembershipIT(Site site) {
        this.site = site;
    }

    @Test
    void peopleAddedToADraftAreWrittenToWhenRegistrationOpens() {
        var admin = site.setUp();
        var exchange = Gathering.draft(site, admin).with("Ann");
        assertThat(site.mail().all()).isEmpty();

        exchange.then("open").then("close").then("reopen");

        assertThat(site.mail().to("ann@example.org")).hasSize(1);
        assertThat(exchange.with("Ben").people()).containsExactly("Ann", "Ben");
        assertThat(site.mail().to("ben@example.org")).hasSize(1);
        assertThat(exchange.page().texts("#people tbody tr"))
                .allSatisfy(row -> assertThat(row).contains("added by you", "not confirmed"));
    }

    @Test
    void whoIsCorrectedInADraftIsWrittenToWhenRegistrationOpens() {
        var admin = site.setUp();
        var exchange = Gathering.draft(site, admin).with("Ann");
        assertThat(exchange.page().text()).contains("Participant added.");
        var correction = admin.open(exchange.path() + "/participants/" + exchange.idOf("Ann") + "/edit");
        assertThat(correction.text()).contains("We’ll email them a link when you open registration.");

        var corrected = admin.follow(admin.submit(correction.form("/edit").with("email", "anna@example.org")));

        assertThat(corrected.text()).contains("Changes saved. We’ll email the address when you open registration.");
        assertThat(site.mail().all()).isEmpty();
        exchange.then("open");
        assertThat(site.mail().to("anna@example.org")).hasSize(1);
        assertThat(site.mail().to("ann@example.org")).isEmpty();
    }

    @Test
    void aPersonIsCorrectedAndTheOldLinkEnds() {
        var admin = site.setUp();
        var exchange = Gathering.open(site, admin).with("Ann");
        var oldLink = site.mail().lastTo("ann@example.org").link("/signin/");
        var form = admin.open(exchange.path() + "/participants/" + exchange.idOf("Ann") + "/edit")
                .form("/edit");

        assertThat(admin.submit(form.with("name", "Anna").with("email", "anna@example.org"))
                        .leadsTo())
                .isEqualTo(exchange.path());

        assertThat(exchange.people()).containsExactly("Anna");
        assertThat(site.browser().open(oldLink).leadsTo()).endsWith("/signin");
        exchange.enter("Anna");
        var refused = admin.submit(form.with("name", "Annika"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(exchange.people()).containsExactly("Anna");
    }

    @Test
    void aPersonIsRemovedAndBroughtBack() {
        var admin = site.setUp();
        var exchange = Gathering.open(site, admin);
        var ann = exchange.join("Ann");
        long id = exchange.idOf("Ann");
        var link = site.mail().lastTo("ann@example.org").link("/signin/");

        exchange.then("participants/" + id + "/remove");

        assertThat(exchange.people()).isEmpty();
        assertThat(exchange.me(ann).leadsTo()).endsWith("/signin");
        assertThat(site.browser().open(link).leadsTo()).endsWith("/signin");
        assertThat(site.mail().lastTo("ann@example.org").subject()).contains("no longer take part");
        assertThat(exchange.register(site.browser(), "Ann", "ann@example.org").status())
                .isEqualTo(303);
        assertThat(exchange.people()).isEmpty();

        exchange.then("participants/" + id + "/restore");

        assertThat(exchange.people()).containsExactly("Ann");
        exchange.enter("Ann");
    }

    @Test
    void whoIsEnteredAgainKeepsWhatTheyWroteAndDoWithout() {
        var admin = site.setUp();
        var exchange = Gathering.open(site, admin).with("Ben", "Cy", "Dan");
        var ann = exchange.join("Ann");
        exchange.wish(ann, "Tea");
        ann.submit(exchange.me(ann).form("/reminders"));
        var id = exchange.idOf("Ann");

        exchange.then("participants/" + id + "/remove");
        exchange.add("Anna", "ann@example.org");
        var again = exchange.me(exchange.enter("Ann")).text();
        assertThat(again).contains("Signed in as Anna", "Tea", "Reminders are off");

        exchange.then("participants/" + id + "/remove").then("close").then("match");
        admin.submit(admin.open(exchange.path() + "/mend")
                .form("/mend")
                .with("people", "ann@example.org")
                .with("confirm", "true"));
        assertThat(exchange.me(exchange.enter("Ann")).text()).contains("Signed in as Anna", "Tea", "Reminders are off");
    }

    /** Else the organiser could take the place of a participant, and all that belongs to it, without a word to anybody. */
    @Test
    void whoConfirmedIsNotCorrectedAfterTheyWereRemovedAndBroughtBack() {
        var admin = site.setUp();
        var exchange = Gathering.open(site, admin);
        exchange.join("Ann");
        var ann = "participants/" + exchange.idOf("Ann");

        exchange.then(ann + "/remove").then(ann + "/restore");

        var corrected = admin.post(exchange.path() + "/" + ann + "/edit", "name", "Ann", "email", "mine@example.org");
        assertThat(corrected.status()).isEqualTo(409);
        assertThat(site.column("select email from participant")).containsExactly("ann@example.org");
    }

    @Test
    void theEMailIsSentAgain() {
        var admin = site.setUp();
        var exchange = Gathering.open(site, admin).with("Ann");
        site.mail().deliver();

        exchange.then("participants/" + exchange.idOf("Ann") + "/resend");

        assertThat(site.mail().to("ann@example.org")).hasSize(2);
        exchange.enter("Ann");
        assertThat(admin.post(exchange.path() + "/participants/" + exchange.idOf("Ann") + "/resend")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void anImpatientAdminNeverSeesAnError() throws InterruptedException {
        var admin = site.setUp();
        var exchange = Gathering.in(REGISTRATION_OPEN, site, admin);
        var form = exchange.page().form("/participants/" + exchange.idOf("Ann") + "/resend");
        assertThat(site.mail().to("ann@example.org")).hasSize(1);

        var answers = AtOnce.get(
                () -> admin.submit(form),
                () -> admin.submit(form),
                () -> admin.submit(form),
                () -> admin.submit(form),
                () -> admin.submit(form),
                () -> admin.submit(form));

        assertThat(answers).extracting(Page::status).containsOnly(303);
        assertThat(site.mail().to("ann@example.org"))
                .as("the first, and one more however often it is clicked")
                .hasSize(2);
    }

    @Test
    void allWhoHaveNotConfirmedAreRemovedAtOnce() {
        var admin = site.setUp();
        var exchange = Gathering.open(site, admin).with("Added");
        exchange.join("Ann");
        exchange.register(site.browser(), "Troll", "troll@example.org");
        exchange.register(site.browser(), "Typo", "typo@example.org");

        exchange.then("remove-unconfirmed");

        assertThat(exchange.people()).containsExactly("Added", "Ann");
    }

    @Test
    void whoIsLookedAfterByThemIsNamedAndCounted() {
        var exchange = Gathering.open(site, site.setUp()).with("Added");
        exchange.join("Ann");
        exchange.register(site.browser(), "Una", "una@example.org");
        var mia = exchange.page().form("/participants").with("name", "Mia");
        assertThat(exchange.page().text()).contains("We’ll email them. People you added yourself stay.");
        exchange.admin().submit(mia.with("guardian", "" + exchange.idOf("Una")));
        assertThat(exchange.page().text())
                .contains("Those they look after leave with them: Mia. Other people you added yourself stay.");

        var removed = exchange.admin().follow(exchange.press("remove-unconfirmed"));

        assertThat(removed.text()).contains("2 people removed.");
        assertThat(exchange.people()).containsExactly("Added", "Ann");
    }
}
