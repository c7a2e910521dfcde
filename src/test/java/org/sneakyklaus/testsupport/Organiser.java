package org.sneakyklaus.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The admin at a browser, of the site under test or of an installation in another process. */
public record Organiser(Browser browser) {

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    private static final Pattern SET_UP = Pattern.compile("http\\S+/setup\\?code=\\w+");

    /**
     * Makes the account where there is none yet.
     *
     * @param log all that the application has written by now; it tells the link a moment after it answers
     */
    public static Organiser setUp(Browser browser, Supplier<String> log) {
        var link = await().until(() -> SET_UP.matcher(log.get()).results().findFirst(), Optional::isPresent);
        return setUp(browser, link.orElseThrow().group());
    }

    public static Organiser setUp(Browser browser, String link) {
        var answer = browser.submit(browser.open(link)
                .form("/setup")
                .with("email", Site.ADMIN)
                .with("password", Site.PASSWORD)
                .with("passwordConfirmation", Site.PASSWORD));
        assertThat(answer.leadsTo()).as("%s", answer).isEqualTo("/admin");
        return new Organiser(browser);
    }

    public static Organiser signIn(Browser browser) {
        // The first start answers a moment before it has set the admin up, and leads to the set-up until then.
        await().until(() -> browser.open("/admin/login").status() == 200);
        var answer = signIn(browser, Site.ADMIN, Site.PASSWORD);
        assertThat(answer.leadsTo()).as("%s", answer).isEqualTo("/admin");
        return new Organiser(browser);
    }

    /** The answer to the form to sign in. */
    public static Page signIn(Browser browser, String address, String password) {
        return browser.submit(browser.open("/admin/login")
                .form("/admin/login")
                .with("email", address)
                .with("password", password));
    }

    /** Creates an exchange in UTC, opens it, and returns its id. */
    public long open(Form exchange) {
        var answer = browser.submit(exchange);
        assertThat(answer.leadsTo()).as("%s", answer).matches("/admin/exchanges/\\d+");
        var id = Long.parseLong(answer.leadsTo().substring("/admin/exchanges/".length()));
        // The draw may overtake that e-mail, which is then no longer sent.
        var told = browser.open("/admin/exchanges/" + id + "/notifications").form("/notifications");
        assertThat(browser.submit(told.without("registrationClosed")).status()).isEqualTo(303);
        press(id, "open");
        return id;
    }

    /** The path that the link of an exchange leads to. */
    public String link(long exchange) {
        return URI.create(browser.open("/admin/exchanges/" + exchange)
                        .texts(".copy-row code")
                        .get(0))
                .getPath();
    }

    /** The form of an exchange that reminds three days before and on the last. */
    public Form exchange(String name, Instant date) {
        return browser.open("/admin/exchanges/new")
                .form("/admin/exchanges")
                .with("name", name)
                .with("exchangeDate", local(date))
                .with("timezone", "UTC")
                .with("reminderDays", "3, 1");
    }

    public void add(long exchange, String name, String email) {
        var answer = browser.submit(newcomer(exchange).with("name", name).with("email", email));
        assertThat(answer.status()).as("%s", answer).isEqualTo(303);
    }

    public void draw(long exchange) {
        press(exchange, "close");
        press(exchange, "match");
    }

    public void complete(long exchange) {
        press(exchange, "complete");
    }

    /** The form that adds somebody. */
    public Form newcomer(long exchange) {
        return browser.open("/admin/exchanges/" + exchange).form("/participants");
    }

    public static String local(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC).format(LOCAL);
    }

    private void press(long exchange, String action) {
        var answer = browser.submit(
                browser.open("/admin/exchanges/" + exchange).form('/' + action).with("confirm", "true"));
        assertThat(answer.status()).as("%s: %s", action, answer).isEqualTo(303);
    }
}
