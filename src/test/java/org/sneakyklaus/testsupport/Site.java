package org.sneakyklaus.testsupport;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.sneakyklaus.account.SetupCode;
import org.sneakyklaus.support.AppProperties;
import org.springframework.jdbc.core.JdbcTemplate;

/** The running site, as people meet it. */
public final class Site {

    public static final String ADMIN = "nora@example.org";
    public static final String PASSWORD = "a long winter night";

    private static final List<String> TABLES = List.of(
            "admin",
            "exchange",
            "exchange_slug",
            "exchange_event",
            "reminder_interval",
            "announcement",
            "participant",
            "personal_link",
            "wrong_word",
            "exclusion_rule",
            "assignment",
            "past_pair",
            "series_invitation",
            "series_rule",
            "magic_token",
            "notification_preference",
            "outbound_email",
            "suppressed_address",
            "typed_registration",
            "webhook_endpoint",
            "webhook_delivery",
            // The jobs that send are woken some time after the commit.
            "QRTZ_TRIGGERS where JOB_NAME not in ('dispatch_outbox', 'dispatch_webhooks')");

    private final AppProperties properties;
    private final Mailbox mailbox;
    private final JdbcTemplate jdbc;
    private final SetupCode setupCode;

    Site(AppProperties properties, Mailbox mailbox, JdbcTemplate jdbc, SetupCode setupCode) {
        this.properties = properties;
        this.setupCode = setupCode;
        this.mailbox = mailbox;
        this.jdbc = jdbc;
    }

    /** A browser that was never here. */
    public Browser browser() {
        return new Browser(properties.publicUrl());
    }

    /** A browser in which the admin has set up the site, and has confirmed the address; the e-mail for that is gone. */
    public Browser setUp() {
        var browser = setUpUnconfirmed();
        change("update admin set confirmed_at = created_at");
        change("delete from outbound_email where kind = 'ADMIN_ADDRESS'");
        change("delete from rate_limit where key like 'LINK_ADDRESS:%'");
        return browser;
    }

    /** A browser in which the admin has just set up the site. */
    public Browser setUpUnconfirmed() {
        return Organiser.setUp(browser(), setUpLink()).browser();
    }

    /** What the log tells whoever is to set the site up. */
    public String setUpLink() {
        return setupCode.link();
    }

    /** Where it is found. */
    public URI address() {
        return properties.publicUrl();
    }

    /** The full address of a path within it. */
    public String address(String path) {
        return properties.link(path);
    }

    public Mailbox mail() {
        return mailbox;
    }

    /** The first column of what a query finds. */
    public List<String> column(String sql, Object... arguments) {
        return jdbc.query(sql, (row, number) -> String.valueOf(row.getString(1)), arguments);
    }

    public String nameOf(long participant) {
        return column("select name from participant where id = ?", participant).get(0);
    }

    /** Changes a row behind the application's back. */
    public void change(String sql, Object... arguments) {
        jdbc.update(sql, arguments);
    }

    public int count(String table) {
        return Integer.parseInt(column("select count(*) from " + table).get(0));
    }

    /** Everything that a request could change, to be compared. */
    public Map<String, List<String>> everything() {
        var everything = new TreeMap<String, List<String>>();
        for (var table : TABLES) {
            everything.put(
                    table,
                    jdbc.queryForList("select * from " + table).stream()
                            .map(Site::text)
                            .sorted()
                            .toList());
        }
        everything.put("sessions", List.of(String.valueOf(count("SPRING_SESSION"))));
        return everything;
    }

    private static String text(Map<String, Object> row) {
        return row.entrySet().stream()
                .filter(column -> !(column.getValue() instanceof byte[]))
                .map(Map.Entry::toString)
                .collect(Collectors.joining(", "));
    }
}
