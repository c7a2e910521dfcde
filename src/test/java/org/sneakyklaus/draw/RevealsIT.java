package org.sneakyklaus.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sneakyklaus.exchange.ExchangeState.REGISTRATION_CLOSED;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Mail;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.TestClock;

/** Who was drawn is shown by a click, to the giver alone, and in no email. */
@IntegrationTest
class RevealsIT {

    private final Site site;
    private final TestClock clock;
    private final Reminders reminders;

    RevealsIT(Site site, TestClock clock, Reminders reminders) {
        this.site = site;
        this.clock = clock;
        this.reminders = reminders;
    }

    @Test
    void theNameIsCoveredUntilTheClickAndAtEveryNewLoad() {
        var exchange = Gathering.in(REGISTRATION_CLOSED, site, site.setUp());
        exchange.then("reopen");
        for (var name : List.of("Ann", "Ben", "Cy")) {
            exchange.wish(exchange.enter(name), "A kite for " + name);
        }
        exchange.then("close");
        exchange.then("match");
        var ann = exchange.enter("Ann");

        var covered = exchange.me(ann);
        assertThat(covered.text()).contains("See who you drew").doesNotContain("kite for B", "kite for C");
        assertNobodyIsNamed(covered);
        var revealed = ann.submit(covered.form("/me/reveal"));
        assertThat(revealed.status()).isEqualTo(200);
        assertThat(revealed.header("Cache-Control")).contains("no-store");
        var name = revealed.texts(".gift-name").get(0);
        assertThat(name).isIn("Ben", "Cy");
        assertThat(revealed.text()).contains("A kite for " + name);
        var again = exchange.me(ann);
        assertThat(again.text()).contains("See again");
        assertNobodyIsNamed(again);
        assertThat(exchange.page().text()).contains("1 of 3 people have seen who they drew");

        exchange.then("rematch");

        assertThat(exchange.me(ann).text()).contains("See who you drew");
        assertNobodyIsNamed(exchange.me(ann));
        assertThat(exchange.page().text()).contains("0 of 3 people have seen who they drew");
        assertThat(site.mail().lastTo("ann@example.org").subject()).contains("drawn again");
        exchange.then("complete");
        assertThat(exchange.reveal(ann)).isIn("Ben", "Cy");
    }

    /** But among those who have joined, all of them. */
    private static void assertNobodyIsNamed(Page page) {
        assertThat(page.texts(".names li")).containsExactly("Ann", "Ben", "Cy");
        assertThat(page.source().replaceAll("(?s)<ul class=\"list-plain names\">.*?</ul>", ""))
                .doesNotContainPattern("\\b(Ben|Cy)\\b");
    }

    @Test
    void thereIsNothingToRevealBeforeTheDrawAndAfterItWasCancelled() {
        var exchange = Gathering.open(site, site.setUp()).with("Ben", "Cy");
        var ann = exchange.join("Ann");
        assertThat(ann.post(exchange.link() + "/me/reveal").status()).isEqualTo(409);
        exchange.then("close").then("match");
        assertThat(exchange.reveal(ann)).isIn("Ben", "Cy");

        exchange.then("cancel-match");

        var refused = ann.post(exchange.link() + "/me/reveal");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.texts(".gift-name")).isEmpty();
        assertThat(site.mail().lastTo("ann@example.org").subject()).contains("the draw was undone");
    }

    @Test
    void noEMailNamesARecipientAndAllGiversGetTheSame() {
        var exchange = Gathering.open(site, site.setUp());
        // names of one length, so that the letters can be compared to the last character
        var names = List.of("Anna", "Bert", "Cleo", "Dora");
        for (var name : names) {
            exchange.join(name);
        }
        exchange.then("close").then("match");
        assertThat(site.mail().all()).hasSize(9);
        exchange.then("rematch");
        var edit = exchange.admin().open(exchange.path() + "/edit").form("/edit");
        exchange.admin().submit(edit.with("budget", "about 30 €"));
        var planned = Instant.parse("2026-12-21T23:00:00Z");
        clock.set(planned);
        reminders.remind(exchange.id(), planned);

        for (var subject : List.of("are drawn", "drawn again", "changed", "in 3 days")) {
            var mails = site.mail().all().stream()
                    .filter(mail ->
                            mail.subject().contains(subject) && !mail.to().equals(Site.ADMIN))
                    .toList();
            assertThat(mails).as(subject).extracting(Mail::to).hasSize(4).doesNotHaveDuplicates();
            for (var mail : mails) {
                assertThat(names)
                        .filteredOn(name -> !Gathering.address(name).equals(mail.to()))
                        .noneMatch(name ->
                                mail.text().contains(name) || mail.html().contains(name));
            }
            assertThat(mails).extracting(RevealsIT::anonymous).containsOnly(anonymous(mails.get(0)));
        }
    }

    @Test
    void theEMailAfterTheDrawLeadsToTheCoveredNameAlsoWhenItMayBeNamed() {
        var admin = site.setUp();
        var exchange = Gathering.created(site, admin, Gathering.blank(admin).with("nameInMail", "true"))
                .then("open");
        assertThat(site.browser().open(exchange.link() + "/register").text())
                .contains("none includes the name of the person you drew");
        for (var name : List.of("Anna", "Bert", "Cleo")) {
            exchange.join(name);
        }
        exchange.then("close").then("match");

        var mails = site.mail().all().stream()
                .filter(mail ->
                        mail.subject().contains("are drawn") && !mail.to().equals(Site.ADMIN))
                .toList();

        assertThat(mails).hasSize(3).extracting(RevealsIT::anonymous).containsOnly(anonymous(mails.get(0)));
        assertThat(exchange.me(exchange.enter("Anna")).text()).contains("See who you drew");
        assertThat(exchange.page().text())
                .as("all may have read it in the email")
                .contains(
                        "0 of 3 people have seen who they drew on this site", "People may already know who they drew.")
                .doesNotContain("looked yet");
    }

    /** A letter without what may differ: the reader's name and the token of the link. */
    private static String anonymous(Mail mail) {
        var local = mail.to().substring(0, mail.to().indexOf('@'));
        var name = local.substring(0, 1).toUpperCase(Locale.ROOT) + local.substring(1);
        return (mail.subject() + mail.text() + mail.html())
                .replaceAll("/signin/[\\w-]{43}", "/signin/…")
                .replaceAll("/unsubscribe/[\\w-]{48}", "/unsubscribe/…")
                .replace(name, "…");
    }
}
