package org.sneakyklaus.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.Site;

/** People leave and join after the draw, as the organiser and they themselves see it. */
@Tag("once")
@IntegrationTest
class AdjustmentIT {

    private static final String MEND = "/mend";
    private static final String WORKED_OUT = "others may be able to work out who drew whom";
    private static final String JOINED_LATE = "Someone joined after the draw.";

    private final Site site;
    private Browser admin;
    private Gathering gathering;

    AdjustmentIT(Site site) {
        this.site = site;
        this.admin = site.browser();
        this.gathering = new Gathering(site, admin, 0);
    }

    @BeforeEach
    void draw() {
        admin = site.setUp();
        gathering = Gathering.draft(site, admin)
                .with("Ann", "Ben", "Cy", "Dan", "Eve")
                .then("open")
                .then("close")
                .then("match");
    }

    @Test
    void fromThePageOfTheExchangeToANewPairing() {
        var dan = gathering.enter("Dan");
        var form = admin.open(gathering.page().attribute("a[href$=/mend]", "href"));
        var checked = admin.submit(form.form(MEND)
                .with("leave", String.valueOf(gathering.idOf("Dan")))
                .with("people", "Ida <ida@example.org>"));

        assertThat(checked.status()).isEqualTo(422);
        assertThat(checked.text()).contains("This works. 5 people will take part.", "6 people will get an email.");
        assertThat(checked.texts(".field-error")).as("nothing is wrong yet").isEmpty();
        assertThat(admin.submit(checked.form(MEND).with("asked", "true")).errorAt(MEND, "confirm"))
                .isEqualTo("Tick the box to confirm.");
        assertThat(gathering.people()).contains("Dan").doesNotContain("Ida");
        assertThat(gathering.me(dan).status()).as("Dan is still signed in").isEqualTo(200);

        var edited = admin.submit(checked.form(MEND)
                .with("people", "Ida <ida@example.org>\nJoe <joe@example.org>")
                .with("asked", "true")
                .with("confirm", "true"));
        assertThat(edited.text()).contains("This works. 6 people will take part.", "Tick the box to confirm.");
        assertThat(gathering.people()).as("what was not previewed").doesNotContain("Ida", "Joe");

        var done = admin.submit(checked.form(MEND).with("confirm", "true"));

        assertThat(done.status()).isEqualTo(303);
        assertThat(done.leadsTo()).isEqualTo(gathering.path());
        var adjusted = admin.follow(done);
        assertThat(adjusted.text()).contains("Draw adjusted. Everyone should check who they drew. We’re emailing");
        assertThat(adjusted.texts(".timeline li").get(0)).contains("Draw adjusted.");
        assertThat(gathering.people()).containsExactly("Ann", "Ben", "Cy", "Eve", "Ida");
        assertThat(gathering.assignments()).isEqualTo(5);
        assertThat(gathering.state()).isEqualTo(ExchangeState.MATCHED);
        assertThat(gathering.me(dan).leadsTo()).as("Dan is out").endsWith("/signin");
    }

    @Test
    void thePageOfEachSaysWhetherItConcernsThem() {
        var ann = gathering.enter("Ann");
        var page = ann.visit(gathering.link() + "/me");
        assertThat(page.text()).doesNotContain("adjusted");
        var before = ann.submit(page.form("/me/reveal")).texts(".gift-name");

        admin.submit(admin.open(gathering.path() + MEND)
                .form(MEND)
                .with("people", "Ida <ida@example.org>")
                .with("confirm", "true"));

        var told = ann.open(gathering.link() + "/me");
        assertThat(gathering.page().text())
                .as("nobody sees who is concerned, and Ann has looked before")
                .contains("0 of 6 people have seen who they drew on this site since the last draw or adjustment")
                .contains("This replaces all pairings. People may already know", "Yes, draw again although people may")
                .contains("This deletes the pairings.", "Yes, undo the draw although people may know who they drew")
                .doesNotContain("looked yet");
        var after = ann.submit(told.form("/me/reveal")).texts(".gift-name");
        assertThat(told.text())
                .contains(
                        after.equals(before) ? "You still have the same person as before" : "you now have someone new");

        // as in a backup that is restored
        site.change("update assignment set revealed_draw = -1");
        assertThat(ann.open(gathering.link() + "/me").text()).contains("The draw was adjusted. Check who you drew.");
    }

    @Test
    void whoJoinsLateGetsOneEmailAndReadsOfNoNewPerson() {
        site.mail().all();

        admin.submit(admin.open(gathering.path() + MEND)
                .form(MEND)
                .with("people", "Ida <ida@example.org>")
                .with("confirm", "true"));

        assertThat(site.mail().to("ida@example.org"))
                .singleElement()
                .satisfies(mail -> assertThat(mail.text()).contains("The organiser added you", "Names are drawn."));
        assertThat(site.mail().lastTo("ann@example.org").subject()).contains("the draw was adjusted");
        var ida = gathering.enter("Ida");
        assertThat(gathering.me(ida).text()).doesNotContain("someone new", "adjusted and", "same person as before");
        assertThat(ida.submit(gathering.me(ida).form("/me/reveal")).texts(".gift-name"))
                .hasSize(1);
        assertThat(gathering.me(gathering.enter("Ann")).text())
                .contains(JOINED_LATE)
                .doesNotContain(WORKED_OUT);
    }

    @Test
    void thatADrawLeftNoChoiceIsToldToThoseOfAnEarlierVersionToo() {
        var small = Gathering.open(site, admin)
                .with("Uma", "Vic", "Wim")
                .then("close")
                .then("match");
        var uma = small.enter("Uma");
        assertThat(small.me(uma).text()).contains(WORKED_OUT);
        assertThat(gathering.me(gathering.enter("Ann")).text()).doesNotContain(WORKED_OUT);

        site.change("update exchange_event set detail = ''");

        assertThat(small.me(uma).text()).contains(WORKED_OUT);
        assertThat(gathering.me(gathering.enter("Ben")).text()).doesNotContain(WORKED_OUT);
    }

    @Test
    void thatAMendLeftNoChoiceIsToldUntilNamesAreDrawnAgain() {
        var ann = gathering.enter("Ann");
        var others = Stream.of("Ben", "Cy", "Dan", "Eve")
                .map(name -> String.valueOf(gathering.idOf(name)))
                .toArray(String[]::new);
        assertThat(gathering.me(ann).text()).doesNotContain(WORKED_OUT);

        // Ida may only give to Ann, and only Ann to Ida; then she leaves, and with her the rules.
        adjust("people", "Ida <ida@example.org>", "notWith", others);
        assertThat(gathering.me(ann).text()).contains(WORKED_OUT);
        adjust("leave", String.valueOf(gathering.idOf("Ida")));

        assertThat(gathering.me(ann).text()).contains(WORKED_OUT);
        gathering.then("rematch");
        assertThat(gathering.me(ann).text()).doesNotContain(WORKED_OUT);
    }

    /** Who knew whom one or two of four give to could know the rest. */
    @Test
    void thatFewerThanFiveStayIsToldToEverybody() {
        var ann = gathering.enter("Ann");

        adjust("leave", String.valueOf(gathering.idOf("Dan")));

        assertThat(gathering.me(ann).text()).contains(WORKED_OUT).doesNotContain(JOINED_LATE);
    }

    @Test
    void whatIsNotPossibleIsSaidAndNothingTypedIsLost() {
        var ids = gathering.people().stream()
                .map(name -> String.valueOf(gathering.idOf(name)))
                .toArray(String[]::new);

        var answer = admin.submit(admin.open(gathering.path() + MEND)
                .form(MEND)
                .with("people", "Ida <ida@example.org>")
                .with("notWith", ids));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains("This does not work. Ida cannot draw anyone.");
        assertThat(answer.value(MEND, "people")).isEqualTo("Ida <ida@example.org>");
        assertThat(answer.value(MEND, "notWith")).isEqualTo("true");
        assertThat(answer.hasForm(MEND)).isTrue();
        assertThat(answer.has("[name=confirm]")).isFalse();
    }

    @Test
    void whatCannotBeReadIsSaidAtTheField() {
        assertThat(sent("Ida ida@example.org").errorAt(MEND, "people"))
                .contains("Line 1: Enter it like this: Ann <ann@example.org>");
        assertThat(sent("Ida <ida@example.org>\nJoe <joe>").errorAt(MEND, "people"))
                .contains("Line 2: ");
        assertThat(sent("Ida <ida@example.org>\nJoe <IDA@example.org>").errorAt(MEND, "people"))
                .contains("Line 2 repeats an address from an earlier line");
        assertThat(sent("Anna <ann@example.org>").errorAt(MEND, "people"))
                .contains("ann@example.org: Someone with this address already takes part. Enter another address.");
        assertThat(sent("").text()).contains("Choose at least one person who is leaving or joining");
        assertThat(gathering.people()).hasSize(5);
    }

    @Test
    void theOldWaysLeadHere() {
        var ben = gathering.idOf("Ben");

        var leaving = admin.post(gathering.path() + "/participants/" + ben + "/remove");
        assertThat(leaving.leadsTo()).isEqualTo(gathering.path() + "/mend?leave=" + ben);
        assertThat(admin.follow(leaving).attribute("[name=leave][value='" + ben + "']", "checked"))
                .isNotNull();

        var joining = admin.post(gathering.path() + "/participants", "name", "Ida", "email", "ida@example.org");
        assertThat(joining.leadsTo()).isEqualTo(gathering.path() + MEND);
        assertThat(admin.follow(joining).value(MEND, "people")).isEqualTo("Ida <ida@example.org>");
        assertThat(gathering.people()).hasSize(5).contains("Ben");
    }

    @Test
    void beforeTheDrawThereIsNothingToMend() {
        gathering.then("cancel-match");

        assertThat(admin.open(gathering.path() + MEND).status()).isEqualTo(409);
        assertThat(admin.post(gathering.path() + MEND, "people", "Ida <ida@example.org>", "confirm", "true")
                        .status())
                .isEqualTo(409);
        assertThat(gathering.page().has("a[href$=/mend]")).isFalse();
    }

    private void adjust(String field, String value) {
        adjust(field, value, "notWith");
    }

    private void adjust(String field, String value, String other, String... values) {
        var answer = admin.submit(admin.open(gathering.path() + MEND)
                .form(MEND)
                .with(field, value)
                .with(other, values)
                .with("confirm", "true"));
        assertThat(answer.status()).as("%s", answer).isEqualTo(303);
    }

    private Page sent(String people) {
        return admin.submit(admin.open(gathering.path() + MEND).form(MEND).with("people", people));
    }
}
