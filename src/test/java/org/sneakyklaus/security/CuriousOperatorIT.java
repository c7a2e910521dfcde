package org.sneakyklaus.security;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sneakyklaus.testsupport.AdminCookie;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.Form;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.Roster;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * An organiser who wants to know who gives to whom, and can read and change the database, but has no key: moves what is
 * sealed to other rows, sends as a cookie or a link whatever stands in a table, and compares two dumps.
 */
@IntegrationTest
@ExtendWith(OutputCaptureExtension.class)
class CuriousOperatorIT {

    private static final String[] FIVE = {"Xanthippe", "Yevgenia", "Zebulon", "Wolfhilde", "Rosamunde"};
    private static final String UNREADABLE = "Who you drew cannot be shown";
    /** The tables with rows about one person, and the columns that say who. */
    private static final Map<String, String> PERSONAL = Map.of(
            "participant", "id",
            "assignment", "giver_id",
            "outbound_email", "participant_id",
            "magic_token", "participant_id");
    /** What names a row or its person, or is random. */
    private static final List<String> OWN =
            List.of("id", "participant_id", "name", "email", "dedupe_key", "message_key", "token_hash");

    private final Site site;
    private final Roster roster;
    private final JdbcTemplate jdbc;
    private final TestClock clock;
    private final Map<String, Browser> browsers = new TreeMap<>();
    private Gathering gathering;

    CuriousOperatorIT(Site site, Roster roster, JdbcTemplate jdbc, TestClock clock) {
        this.site = site;
        this.roster = roster;
        this.jdbc = jdbc;
        this.clock = clock;
        this.gathering = new Gathering(site, site.browser(), 0);
    }

    @BeforeEach
    void draw() {
        browsers.clear();
        gathering = Gathering.open(site, site.setUp());
        for (var name : FIVE) {
            browsers.put(name, gathering.join(name));
        }
        gathering.then("close").then("match");
    }

    @Test
    void whatIsSealedForAnotherRowIsRefusedAndNamesNobody(CapturedOutput output) {
        var earlier = sealed();
        var other = Gathering.draft(site, gathering.admin())
                .with(FIVE)
                .then("open")
                .then("close")
                .then("match");
        gathering.then("rematch");
        var present = sealed();
        var log = output.getAll().length();

        put("Xanthippe", present.get("Yevgenia"), 2);
        put("Yevgenia", present.get("Xanthippe"), 2);
        refusedTo("Xanthippe", "Yevgenia");
        put("Zebulon", sealed(other).get("Zebulon"), 2);
        put("Wolfhilde", earlier.get("Wolfhilde"), 2);
        put("Rosamunde", earlier.get("Rosamunde"), 1);
        refusedTo("Zebulon", "Wolfhilde", "Rosamunde");

        var adjust = gathering.admin().open(gathering.path() + "/mend").form("/mend");
        var refused = gathering
                .admin()
                .submit(adjust.with("people", "Ida <ida@example.org>").with("confirm", "true"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("These pairings cannot be read");
        assertThat(gathering.page().text()).contains("0 of 5 people have seen who they drew");

        var lines = output.getAll().substring(log).lines().toList();
        assertThat(lines).filteredOn(line -> line.contains("cannot be opened")).hasSize(1);
        assertThat(lines).noneMatch(line -> named(line) > 0);

        gathering.then("rematch");
        browsers.forEach((name, browser) ->
                assertThat(reveal(browser).texts(".gift-name")).as(name).hasSize(1));
    }

    @Test
    void nothingThatStandsInTheDatabaseSignsAnybodyIn() {
        var admin = gathering.admin();
        var participant = requireNonNull(browsers.get("Zebulon"));
        var theirs = cookie(participant, "klaus-exchange");
        var mine = AdminCookie.sessionOf(admin);
        assertThat(opens(gathering.link() + "/me", "klaus-exchange", theirs)).isTrue();
        assertThat(opens("/admin", "klaus-admin", mine)).isTrue();

        var forged = new ArrayList<>(List.of(mine));
        for (var id : site.column("SELECT session_id FROM SPRING_SESSION")) {
            var signature = (id.equals(idIn(theirs)) ? mine : theirs).replaceFirst(".*\\.", "");
            forged.addAll(List.of(id, base64(id), id + ".", id + ".0", id + '.' + id, id + '.' + signature));
        }
        site.column("SELECT primary_id FROM SPRING_SESSION").forEach(id -> forged.addAll(List.of(id, base64(id))));
        for (var cookie : forged) {
            assertThat(opens(gathering.link() + "/me", "klaus-exchange", cookie))
                    .as(cookie)
                    .isFalse();
            assertThat(opens("/admin", "klaus-exchange", cookie)).as(cookie).isFalse();
        }
        forged.set(0, theirs);
        assertThat(forged).noneMatch(cookie -> opens("/admin", "klaus-admin", cookie));

        var tokens = new TreeSet<>(site.column("SELECT token_hash FROM magic_token"));
        tokens.addAll(site.column("SELECT message_key FROM outbound_email"));
        assertThat(tokens).hasSizeGreaterThan(5);
        for (var token : tokens) {
            var stranger = site.browser();
            stranger.post(gathering.link() + "/signin/" + token);
            assertThat(gathering.me(stranger).status()).as(token).isEqualTo(303);
        }
    }

    @Test
    void aLookChangesOneNumberOfTheOneWhoLooks() {
        var before = dump();

        reveal(requireNonNull(browsers.get("Zebulon")));

        var changes = changesBetween(before, dump());
        assertThat(changes.keySet()).containsExactly(gathering.idOf("Zebulon"));
        assertThat(changes.values()).containsExactly(List.of("assignment: [revealed_draw]"));
    }

    @Test
    void twoDumpsDoNotShowWhomAnotherDrawOrAMendConcerns() {
        browsers.values().forEach(this::reveal);
        gathering.admin().submit(adjustWithout("Rosamunde").with("people", "Ida <ida@example.org>"));
        var before = dump();
        var drawn = roster.pairing(gathering.id());
        clock.advance(Duration.ofHours(1));

        var answer = gathering.admin().submit(adjustWithout("Rosamunde").with("confirm", "true"));
        assertThat(answer.status()).isEqualTo(303);
        site.mail().all();
        var adjusted = dump();
        assertThat(roster.pairing(gathering.id()).values())
                .as("whose giver left gets another")
                .isNotEqualTo(drawn.values());
        everybodyIsMetAlike(changesBetween(before, adjusted), 4);

        clock.advance(Duration.ofHours(1));
        gathering.then("rematch");
        site.mail().all();
        everybodyIsMetAlike(changesBetween(adjusted, dump()), 4);
    }

    @Test
    void whoHasTheSameRecipientAgainIsNotToldByTheRows() {
        var three = Gathering.draft(site, gathering.admin())
                .with("Xanthippe", "Yevgenia", "Zebulon")
                .then("open")
                .then("close")
                .then("match");
        var sealed = new ArrayList<>(sealed(three).values());
        var pairings = new HashSet<Map<Long, Long>>();
        for (var i = 0; i < 8; i++) {
            three.then("rematch");
            pairings.add(roster.pairing(three.id()));
            sealed.addAll(sealed(three).values());
        }

        assertThat(pairings).hasSizeLessThanOrEqualTo(2);
        assertThat(sealed).doesNotHaveDuplicates();
        assertThat(parts(sealed, 0, 12)).as("random beginnings").doesNotHaveDuplicates();
        assertThat(parts(sealed, 12, 24)).as("what is encrypted").doesNotHaveDuplicates();
        assertThat(sealed.stream().map(String::length))
                .containsOnly(sealed.get(0).length());
    }

    private static List<String> parts(List<String> sealed, int from, int to) {
        return sealed.stream()
                .map(text -> new String(Base64.getUrlDecoder().decode(text), StandardCharsets.ISO_8859_1))
                .map(bytes -> bytes.substring(from, to))
                .toList();
    }

    private Form adjustWithout(String name) {
        return gathering
                .admin()
                .open(gathering.path() + "/mend")
                .form("/mend")
                .with("leave", String.valueOf(gathering.idOf(name)));
    }

    /** Of all who stay, the same columns have changed and the same rows have come. */
    private void everybodyIsMetAlike(Map<Long, List<String>> changes, int people) {
        changes.keySet().retainAll(roster.ids(gathering.id()));
        assertThat(changes).hasSize(people);
        assertThat(new HashSet<>(changes.values())).hasSize(1);
    }

    /**
     * A row about somebody.
     *
     * @param person whom
     * @param values by column
     */
    private record Row(String table, long person, Map<String, String> values) {

        /** Random parts and what names the person aside. */
        String withoutOwn() {
            var rest = new TreeMap<>(values);
            rest.keySet().removeAll(OWN);
            return table + ": " + rest;
        }

        String changesSince(Row before) {
            var columns = new TreeSet<>(values.keySet());
            columns.removeIf(column -> Objects.equals(values.get(column), before.values.get(column)));
            return table + ": " + columns;
        }
    }

    /** Every row about a person, by its table and number; those of a pairing by its giver. */
    private Map<String, Row> dump() {
        var rows = new HashMap<String, Row>();
        PERSONAL.forEach((table, person) -> {
            for (var found : jdbc.queryForList("SELECT * FROM " + table + " WHERE " + person + " IS NOT NULL")) {
                var values = new TreeMap<String, String>();
                found.forEach((column, value) -> values.put(column, String.valueOf(value)));
                var row = new Row(table, Long.parseLong(requireNonNull(values.get(person))), values);
                rows.put(table + (table.equals("assignment") ? row.person() : values.get("id")), row);
            }
        });
        return rows;
    }

    /** By person, what has come and what has changed. */
    private static Map<Long, List<String>> changesBetween(Map<String, Row> before, Map<String, Row> after) {
        var changes = new TreeMap<Long, List<String>>();
        after.forEach((key, row) -> {
            var was = before.get(key);
            if (!row.equals(was)) {
                changes.computeIfAbsent(row.person(), unread -> new ArrayList<>())
                        .add(was == null ? row.withoutOwn() : row.changesSince(was));
            }
        });
        changes.values().forEach(list -> list.sort(null));
        return changes;
    }

    private Map<String, String> sealed() {
        return sealed(gathering);
    }

    /** What is sealed for each giver, by name. */
    private Map<String, String> sealed(Gathering gathering) {
        var rows = new TreeMap<String, String>();
        jdbc.query(
                "SELECT p.name, a.receiver FROM assignment a JOIN participant p ON p.id = a.giver_id"
                        + " WHERE a.exchange_id = ?",
                row -> {
                    rows.put(row.getString(1), row.getString(2));
                },
                gathering.id());
        return rows;
    }

    private void put(String giver, @Nullable String sealed, int drawNumber) {
        site.change(
                "UPDATE assignment SET receiver = ?, draw_number = ? WHERE giver_id = ?",
                requireNonNull(sealed),
                drawNumber,
                gathering.idOf(giver));
    }

    private void refusedTo(String... givers) {
        for (var giver : givers) {
            var browser = requireNonNull(browsers.get(giver));
            var answer = reveal(browser);
            assertThat(answer.status()).as(giver).isEqualTo(422);
            assertThat(answer.text()).contains(UNREADABLE);
            assertThat(answer.has(".gift-name")).isFalse();
            assertThat(named(answer.sourceWithout(".names")))
                    .as("the owner of the page alone")
                    .isEqualTo(1);
            assertThat(gathering.me(browser).status()).isEqualTo(200);
        }
    }

    private static long named(String text) {
        return List.of(FIVE).stream().filter(text::contains).count();
    }

    private Page reveal(Browser browser) {
        return browser.submit(gathering.me(browser).form("/me/reveal"));
    }

    private boolean opens(String path, String name, String value) {
        var stranger = site.browser();
        return stranger.send(stranger.request(path)
                                .header("Cookie", name + '=' + value)
                                .GET())
                        .status()
                == 200;
    }

    private static String cookie(Browser browser, String name) {
        return browser.cookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private static String idIn(String cookie) {
        return cookie.substring(0, cookie.lastIndexOf('.'));
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
