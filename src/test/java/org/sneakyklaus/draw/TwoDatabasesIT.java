package org.sneakyklaus.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.exchange.ExchangeLinks;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.exchange.PersonalLinkPolicy;
import org.sneakyklaus.mail.NotificationPreferences;
import org.sneakyklaus.mail.NotificationSwitches;
import org.sneakyklaus.outbox.Suppressions;
import org.sneakyklaus.participation.LinkSignIn;
import org.sneakyklaus.participation.Newcomer;
import org.sneakyklaus.participation.OrganiserParticipation;
import org.sneakyklaus.participation.ProfileDetails;
import org.sneakyklaus.participation.Registration;
import org.sneakyklaus.signin.Purpose;
import org.sneakyklaus.signin.TokenSpec;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.support.RuleViolation;
import org.sneakyklaus.testsupport.AnExchange;
import org.sneakyklaus.testsupport.CleanDatabase;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Roster;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.Tables;
import org.sneakyklaus.webhook.WebhookEndpoints;
import org.sneakyklaus.webhook.WebhookEvent;
import org.sneakyklaus.webhook.WebhookFormat;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The same people make the same moves in several databases, which were one until names were drawn in each: only the
 * pairings differ. So whatever differs between their backups, in any table, comes from the pairing, or from chance. What
 * chance makes is known by its column, always of one length, and never the same in two databases; rows that chance puts in
 * order are in no order that has to do with the pairing.
 *
 * <p>A table that is added later is compared as well. The test fails until the moves fill it.
 */
@Tag("once")
@IntegrationTest
class TwoDatabasesIT {

    private static final int DATABASES = Integer.getInteger("databases", 40);

    /** Not about exchanges: the schema, sessions, and schedules, runs and limits. */
    private static final Set<String> OF_THE_FRAMEWORK = Set.of("flyway_schema_history", "job_execution");

    private static final List<String> FRAMEWORKS = List.of("qrtz_", "spring_session", "sqlite_");

    /** What chance makes: tokens and their hashes, and all that is sealed or salted. */
    private static final Set<String> BY_CHANCE = Set.of(
            "assignment.receiver",
            "exchange.slug",
            "magic_token.token_hash",
            "outbound_email.message_key",
            "past_pair.pair_hash",
            "past_pair.salt",
            "personal_link.token_hash",
            "series_invitation.sealed",
            "series_rule.sealed",
            "typed_registration.token_hash",
            "typed_registration.typed",
            "webhook_delivery.message_key");

    private static final Pattern TIME = Pattern.compile("\\d{13}");

    /** A time within a text. */
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:[\\d.]+Z");

    /** Within a text it tells two occasions apart. */
    private static final Pattern UUID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private final World world;
    private final Site site;
    private final Roster roster;
    private final Tables tables;
    private final JdbcTemplate jdbc;
    private final LinkSignIn links;
    private final AutowireCapableBeanFactory beans;

    private final Map<String, String> personColumns = new TreeMap<>();
    private final Set<String> filled = new TreeSet<>();
    private long exchange;
    private String link = "";

    TwoDatabasesIT(AutowireCapableBeanFactory beans, Site site, Roster roster, DataSource dataSource) {
        this.world = World.of(beans);
        this.site = site;
        this.roster = roster;
        this.tables = new Tables(dataSource);
        this.jdbc = world.around().jdbc();
        this.links = beans.getBean(LinkSignIn.class);
        this.beans = beans;
    }

    /** A row of a table as it lies there; its key is the first column. */
    private record Row(Map<String, String> columns) {

        String key() {
            return columns.values().iterator().next();
        }
    }

    /**
     * A database after a step.
     *
     * @param pairing of the exchange; empty if there is none
     */
    private record Backup(Map<String, List<Row>> rowsByTable, Map<Long, Long> pairing) {}

    @Test
    void backupsOfDatabasesDifferInNothingThatHasToDoWithThePairing() {
        exchange = gather();
        var before = backup();
        var databases = beans.getBean(CleanDatabase.class);
        var start = databases.snapshot();
        var now = world.around().clock().instant();
        var told = new ArrayList<Map<String, Backup>>();
        for (var i = 0; i < DATABASES; i++) {
            databases.restore(start);
            world.around().clock().set(now);
            assertThat(backup().rowsByTable()).isEqualTo(before.rowsByTable());
            told.add(story());
        }

        assertThat(told.stream()
                        .map(story -> Objects.requireNonNull(story.get("drawn")).pairing()))
                .as("pairings of the databases")
                .doesNotHaveDuplicates();
        assertThat(tables().filter(table -> !filled.contains(table)))
                .as("tables that the moves leave empty: have them filled here")
                .isEmpty();
        var orders = new TreeMap<String, Order>();
        for (var step : told.get(0).keySet()) {
            var backups = told.stream()
                    .map(story -> Objects.requireNonNull(story.get(step)))
                    .toList();
            tables().forEach(table -> {
                assertThatRowsAreTheSame(step, table, backups);
                assertThatWhatChanceMakesIsNew(step, table, backups, rows(before, table));
            });
        }
        for (var story : told) {
            addOrders(story, told.get(0), before, orders);
        }
        assertThat(orders).containsKeys("drawn: assignment", "drawn: outbound_email", "announced: outbound_email");
        orders.values().forEach(Order::assertThatItTellsNothing);
    }

    /** People of every way, with all that may stand in a database before names are drawn. */
    private long gather() {
        site.setUp();
        var id = world.around()
                .stages()
                .in(
                        ExchangeState.REGISTRATION_OPEN,
                        new AnExchange().rememberingPairs().withLinksFor(PersonalLinkPolicy.ANYBODY),
                        "ann",
                        "ben",
                        "cy",
                        "dan",
                        "eve",
                        "fay",
                        "gil",
                        "hal");
        for (var name : List.of("ann", "ben", "cy", "dan", "eve", "fay", "gil", "hal")) {
            confirm(id, name);
        }
        var people = world.people();
        people.guardianship().addByAdmin(id, roster.id(id, "ann"), new ProfileDetails("kid", "a kite"));
        people.guardianship().addByAdmin(id, roster.id(id, "ann"), new ProfileDetails("tot", ""));
        link = people.links()
                .add(id, new ProfileDetails("hilda", "wool"), null)
                .token()
                .text();
        people.links().add(id, new ProfileDetails("otto", ""), null);
        var view = world.exchanges().queries().byId(id);
        links.register(view, new ProfileDetails("lou", ""), "some good word");
        links.open(view, link, "knitting needle", null);
        beans.getBean(OrganiserParticipation.class).join(id, new ProfileDetails("olivia", ""));
        world.exchanges().exclusions().add(id, roster.id(id, "ann"), roster.id(id, "ben"), true);
        world.exchanges().exclusions().add(id, roster.id(id, "cy"), roster.id(id, "dan"), false);
        for (var name : List.of("ann", "ben", "cy", "eve")) {
            people.nextTime().agree(id, roster.id(id, name));
        }
        world.exchanges().announcements().announce(id, "Welcome");
        beans.getBean(ExchangeLinks.class).replace(id);
        beans.getBean(NotificationPreferences.class).set(id, NotificationSwitches.DEFAULT);
        beans.getBean(TransactionTemplate.class)
                .executeWithoutResult(
                        status -> beans.getBean(Suppressions.class).add(id, new EmailAddress("nobody@example.org")));
        beans.getBean(WebhookEndpoints.class)
                .add(id, "https://example.org/", WebhookFormat.STANDARD, EnumSet.allOf(WebhookEvent.class));
        typeWrongWord(id);
        world.exchanges().lifecycle().close(id, null);
        return id;
    }

    private void confirm(long exchange, String name) {
        var address = new EmailAddress(name + "@example.org");
        var token = world.around().tokens().issue(TokenSpec.mailedSignIn(address, roster.id(exchange, name), exchange));
        world.around().tokens().use(token.text(), Purpose.MAGIC_LINK);
    }

    private void typeWrongWord(long exchange) {
        var view = world.exchanges().queries().byId(exchange);
        assertThatThrownBy(() -> links.open(view, link, "crochet hook", null)).isInstanceOf(RuleViolation.class);
    }

    /** What happens in each database, by step. */
    private Map<String, Backup> story() {
        var backups = new LinkedHashMap<String, Backup>();
        var exchanges = world.exchanges();
        var people = world.people();
        var draws = world.draws();
        step(backups, "drawn", () -> draws.draw().draw(exchange, List.of(), null));
        // One after the other, so that times of emails are places in their order.
        site.mail().deliver();
        backups.put("delivered", backup());
        step(
                backups,
                "all looked",
                () -> roster.ids(exchange).forEach(giver -> draws.reveals().reveal(exchange, giver)));
        step(backups, "announced", () -> exchanges.announcements().announce(exchange, "Bring a cake"));
        step(backups, "got a link", () -> people.links().handOver(exchange, roster.id(exchange, "kid")));
        step(backups, "got an address", () -> moveTo("tot@example.org", "tot"));
        step(backups, "moved to email", () -> moveTo("lou@example.org", "lou"));
        step(backups, "wrong word", () -> typeWrongWord(exchange));
        step(backups, "word reset", () -> people.links().resetWord(exchange, roster.id(exchange, "hilda")));
        step(backups, "link renewed", () -> people.links().renew(exchange, List.of(roster.id(exchange, "otto")), null));
        step(backups, "agreed", () -> people.nextTime().agree(exchange, roster.id(exchange, "dan")));
        step(backups, "took back", () -> people.nextTime().takeBack(exchange, roster.id(exchange, "eve")));
        step(backups, "adjusted", () -> adjust("hal", "ida"));
        step(backups, "drawn again", () -> draws.draw().drawAgain(exchange, null));
        step(backups, "over", () -> {
            world.around()
                    .clock()
                    .set(exchanges.queries().byId(exchange).exchangeDate().toInstant());
            exchanges.lifecycle().completeDue(List.of(exchange));
        });
        var copy = new long[1];
        step(backups, "invited again", () -> {
            copy[0] = exchanges.editing().copy(exchange, true);
            exchanges.lifecycle().open(copy[0], null);
        });
        step(
                backups,
                "joined again",
                () -> Stream.of("ann", "ben").forEach(name -> {
                    var address = new EmailAddress(name + "@example.org");
                    people.registration()
                            .register(
                                    copy[0],
                                    address,
                                    new ProfileDetails(name, ""),
                                    new Registration.Wishes(true, false),
                                    "");
                    confirm(copy[0], name);
                }));
        return backups;
    }

    private void moveTo(String address, String name) {
        var person = roster.id(exchange, name);
        world.people().profiles().askForAddress(exchange, person, new EmailAddress(address));
        var token = world.around().tokens().issue(TokenSpec.emailChange(new EmailAddress(address), person, exchange));
        assertThat(world.people().profiles().confirmAddress(exchange, token.text()))
                .isTrue();
    }

    private void adjust(String leaves, String joins) {
        var newcomer = Newcomer.listed(joins + " <" + joins + "@example.org>");
        world.draws()
                .adjuster()
                .adjust(exchange, new Changes(Set.of(roster.id(exchange, leaves)), newcomer, Set.of(), Map.of()), null);
    }

    /** The clock goes on at every look, so that rows written one after the other would have times of their own. */
    private void step(Map<String, Backup> backups, String name, Runnable step) {
        var clock = world.around().clock();
        clock.advance(Duration.ofMinutes(1));
        clock.moveOnAtEveryLook(Duration.ofMillis(7));
        step.run();
        clock.moveOnAtEveryLook(Duration.ZERO);
        backups.put(name, backup());
    }

    private Backup backup() {
        var rowsByTable = new TreeMap<String, List<Row>>();
        tables().forEach(table -> {
            var rows = jdbc.query("SELECT * FROM \"" + table + '"', (row, number) -> {
                var columns = new LinkedHashMap<String, String>();
                for (var i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    columns.put(row.getMetaData().getColumnName(i), Tables.text(row.getObject(i)));
                }
                return new Row(columns);
            });
            if (!rows.isEmpty()) {
                filled.add(table);
            }
            placeTimes(rows);
            rowsByTable.put(table, rows);
        });
        return new Backup(rowsByTable, pairing());
    }

    /** Puts places among the times of a column for the times: threads beside the test look at the clock, too. */
    private static void placeTimes(List<Row> rows) {
        for (var column :
                rows.isEmpty() ? Set.<String>of() : rows.get(0).columns().keySet()) {
            var times = rows.stream()
                    .map(row -> row.columns().getOrDefault(column, ""))
                    .filter(value -> TIME.matcher(value).matches())
                    .distinct()
                    .sorted()
                    .toList();
            var written = rows.stream()
                    .flatMap(row -> INSTANT.matcher(row.columns().getOrDefault(column, ""))
                            .results())
                    .map(found -> Instant.parse(found.group()))
                    .distinct()
                    .sorted()
                    .toList();
            rows.forEach(row -> row.columns()
                    .computeIfPresent(
                            column,
                            (name, value) -> TIME.matcher(value).matches()
                                    ? "time " + times.indexOf(value)
                                    : INSTANT.matcher(value)
                                            .replaceAll(
                                                    found -> "time " + written.indexOf(Instant.parse(found.group())))));
        }
    }

    private Map<Long, Long> pairing() {
        var drawn =
                jdbc.query("SELECT 1 FROM assignment WHERE exchange_id = ? LIMIT 1", (row, number) -> true, exchange);
        return drawn.isEmpty() ? Map.of() : roster.pairing(exchange);
    }

    private Stream<String> tables() {
        return tables.names().stream()
                .filter(table -> !OF_THE_FRAMEWORK.contains(table)
                        && FRAMEWORKS.stream().noneMatch(table.toLowerCase(Locale.ROOT)::startsWith));
    }

    private static List<Row> rows(Backup backup, String table) {
        return Objects.requireNonNull(backup.rowsByTable().get(table));
    }

    /** Each row in all databases, in whatever order, and with what chance made of the same length. */
    private static void assertThatRowsAreTheSame(String step, String table, List<Backup> backups) {
        var first = sorted(backups.get(0), table);
        for (var backup : backups) {
            assertThat(sorted(backup, table)).as("%s: %s", step, table).isEqualTo(first);
        }
    }

    private static List<String> sorted(Backup backup, String table) {
        return rows(backup, table).stream()
                .map(row -> withoutChance(table, row))
                .sorted()
                .toList();
    }

    /** Without the number of the row, which is its place in the order. */
    private static String withoutChance(String table, Row row) {
        var columns = new LinkedHashMap<>(row.columns());
        columns.remove("id");
        columns.replaceAll((column, value) -> isByChance(table, column)
                ? "~" + value.length()
                : UUID.matcher(value).replaceAll("UUID"));
        return columns.toString();
    }

    private static boolean isByChance(String table, String column) {
        return BY_CHANCE.contains(table + '.' + column);
    }

    /** What chance made in one database is in no other, but for what was there before. */
    private static void assertThatWhatChanceMakesIsNew(
            String step, String table, List<Backup> backups, List<Row> before) {
        var seen = new HashMap<String, Integer>();
        for (var i = 0; i < backups.size(); i++) {
            for (var row : rows(backups.get(i), table)) {
                for (var cell : row.columns().entrySet()) {
                    var column = cell.getKey();
                    if (isByChance(table, column)
                            && before.stream()
                                    .noneMatch(old ->
                                            cell.getValue().equals(old.columns().get(column)))) {
                        assertThat(seen.merge(cell.getValue(), i, (one, other) -> one.equals(other) ? one : -1))
                                .as("%s: %s.%s comes again", step, table, column)
                                .isEqualTo(i);
                    }
                }
            }
        }
    }

    /**
     * Adds the order of what each step wrote for several people alike, where it is not the same in this database as in
     * another.
     */
    private void addOrders(
            Map<String, Backup> story, Map<String, Backup> other, Backup before, Map<String, Order> orders) {
        var last = before;
        for (var step : story.keySet()) {
            var backup = Objects.requireNonNull(story.get(step));
            for (var table : backup.rowsByTable().keySet()) {
                var there = rows(Objects.requireNonNull(other.get(step)), table);
                var here = rows(backup, table);
                var unordered = !here.stream()
                        .map(row -> withoutChance(table, row))
                        .toList()
                        .equals(there.stream()
                                .map(row -> withoutChance(table, row))
                                .toList());
                if (unordered) {
                    var known = rows(last, table).stream().map(Row::key).collect(Collectors.toSet());
                    // Who joins with this step has a place of their own, and everybody may know who that is.
                    var present =
                            rows(last, "participant").stream().map(Row::key).collect(Collectors.toSet());
                    var written = here.stream()
                            .filter(row -> !known.contains(row.key()))
                            .filter(row -> present.contains(String.valueOf(person(table, row))))
                            .toList();
                    addOrder(step + ": " + table, table, written, backup.pairing(), orders);
                }
            }
            last = backup;
        }
    }

    private void addOrder(
            String name, String table, List<Row> rows, Map<Long, Long> pairing, Map<String, Order> orders) {
        var people = rows.stream()
                .map(row -> person(table, row))
                .filter(Objects::nonNull)
                .filter(pairing::containsKey)
                .toList();
        if (people.size() > 2 && new HashSet<>(people).size() == people.size()) {
            orders.computeIfAbsent(name, Order::new).add(people, pairing);
        }
    }

    private @Nullable Long person(String table, Row row) {
        var column = personColumns.computeIfAbsent(table, this::personColumn);
        var person = column.isEmpty() ? "null" : row.columns().get(column);
        return Objects.requireNonNull(person).equals("null") ? null : Long.valueOf(person);
    }

    private String personColumn(String table) {
        return jdbc
                .query(
                        "SELECT \"from\" FROM pragma_foreign_key_list(?) WHERE \"table\" = 'participant' ORDER BY seq",
                        (row, number) -> row.getString(1),
                        table)
                .stream()
                .findFirst()
                .orElse("");
    }
}
