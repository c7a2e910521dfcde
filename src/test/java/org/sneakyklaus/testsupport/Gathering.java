package org.sneakyklaus.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.sneakyklaus.exchange.ExchangeState;

/** One exchange of the site, with its admin at a browser. */
public record Gathering(Site site, Browser admin, long id) {

    /** A form for a new exchange, filled with what is required. */
    public static Form blank(Browser admin) {
        return admin.open("/admin/exchanges/new")
                .form("/admin/exchanges")
                .with("name", "Family Christmas")
                .with("exchangeDate", "2026-12-24T18:00")
                .with("timezone", "America/New_York");
    }

    /** Creates a draft. */
    public static Gathering draft(Site site, Browser admin) {
        return created(site, admin, blank(admin));
    }

    public static Gathering created(Site site, Browser admin, Form form) {
        var answer = admin.submit(form);
        assertThat(answer.leadsTo()).as("%s", answer).matches("/admin/exchanges/\\d+");
        return new Gathering(site, admin, Long.parseLong(answer.leadsTo().substring("/admin/exchanges/".length())));
    }

    /** A draft that was opened. */
    public static Gathering open(Site site, Browser admin) {
        return draft(site, admin).then("open");
    }

    /** Three people whom the admin added, in whatever state. */
    public static Gathering in(ExchangeState state, Site site, Browser admin) {
        var draft = draft(site, admin).with("Ann", "Ben", "Cy");
        return switch (state) {
            case DRAFT -> draft;
            case REGISTRATION_OPEN -> draft.then("open");
            case REGISTRATION_CLOSED -> draft.then("open").then("close");
            case MATCHED -> draft.then("open").then("close").then("match");
            case COMPLETED -> draft.then("open").then("close").then("match").then("complete");
            case CANCELLED -> draft.then("open").then("call-off");
        };
    }

    public String path() {
        return "/admin/exchanges/" + id;
    }

    public Page page() {
        return admin.open(path());
    }

    /** Sends the form of the page to a path with this end, confirmed if it asks for that. */
    public Page press(String action) {
        return admin.submit(page().form('/' + action).with("confirm", "true"));
    }

    /** Like {@link #press}, and it must succeed. */
    public Gathering then(String action) {
        var answer = press(action);
        assertThat(answer.status()).as("%s: %s", action, answer).isEqualTo(303);
        return this;
    }

    /** The admin adds people by name. */
    public Gathering with(String... names) {
        for (var name : names) {
            var answer = add(name, address(name));
            assertThat(answer.status()).as("%s", answer).isEqualTo(303);
        }
        return this;
    }

    public Page add(String name, String email) {
        return admin.submit(page().form("/participants").with("name", name).with("email", email));
    }

    /** The admin keeps one from drawing another, and on both sides if that is wanted. */
    public void rule(String one, String other, boolean mutual) {
        var form =
                page().form("/exclusions").with("participantA", "" + idOf(one)).with("participantB", "" + idOf(other));
        var answer = admin.submit(mutual ? form.with("mutual", "true") : form.without("mutual"));
        assertThat(answer.status()).as("%s", answer).isEqualTo(303);
    }

    public static String address(String name) {
        return name.toLowerCase(Locale.ROOT) + "@example.org";
    }

    public ExchangeState state() {
        return ExchangeState.valueOf(text("select state from exchange where id = ?", id));
    }

    public String slug() {
        return text("select slug from exchange where id = ?", id);
    }

    /** The path that people are given. */
    public String link() {
        return "/exchange/" + slug();
    }

    public long idOf(String name) {
        return Long.parseLong(text("select id from participant where name = ? and exchange_id = ?", name, id));
    }

    public List<String> people() {
        return site.column(
                "select name from participant where exchange_id = ? and withdrawn_at is null"
                        + " and removed_at is null order by name",
                id);
    }

    public int assignments() {
        return Integer.parseInt(text("select count(*) from assignment where exchange_id = ?", id));
    }

    private String text(String sql, Object... arguments) {
        return site.column(sql, arguments).get(0);
    }

    /** Somebody fills the form of the link. */
    public Page register(Browser browser, String name, String email) {
        return browser.submit(registration(browser, name).with("email", email));
    }

    /** Somebody who registered in this browser corrects their address. */
    public Page correct(Browser browser, String email) {
        return browser.post(link() + "/register/correct", "email", email);
    }

    /** The form of the link, filled in. */
    public Form registration(Browser browser, String name) {
        return browser.open(link() + "/register")
                .form("/register")
                .with("name", name)
                .with("email", address(name))
                .with("giftIdeas", "A book for " + name);
    }

    /** A participant writes down their gift ideas. */
    public void wish(Browser browser, String ideas) {
        var form = browser.open(link() + "/me/profile").form("/profile");
        assertThat(browser.submit(form.with("giftIdeas", ideas)).status()).isEqualTo(303);
    }

    /** Somebody registers, opens the link of the e-mail, and is signed in. */
    public Browser join(String name) {
        var browser = site.browser();
        assertThat(register(browser, name, address(name)).status()).isEqualTo(303);
        return signIn(browser, site.mail().lastTo(address(name)));
    }

    /** Somebody whom the admin added opens the link of their latest e-mail. */
    public Browser enter(String name) {
        return signIn(site.browser(), site.mail().lastTo(address(name)));
    }

    public static Browser signIn(Browser browser, Mail mail) {
        var answer = browser.press(mail.link("/signin/"));
        assertThat(answer.leadsTo()).as("%s", answer).endsWith("/me");
        return browser;
    }

    /** A participant's page. */
    public Page me(Browser browser) {
        return browser.open(link() + "/me");
    }

    /** The name that a participant's page shows after the click. */
    public String reveal(Browser browser) {
        return browser.submit(me(browser).form("/me/reveal"))
                .texts(".gift-name")
                .get(0);
    }
}
