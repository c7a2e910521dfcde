package org.sneakyklaus.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.sneakyklaus.matching.MatchingProblem.Pair;
import org.sneakyklaus.matching.MatchingResult.Matched;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.Organiser;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.Written;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The pages about an exchange that its organiser can open. While they are looked at once more, other names are in the
 * database: whatever differs then comes from the pairing.
 */
final class Pages {

    /** Of so many pages one is opened. */
    private static final int PAGES = 6;

    private final Site site;
    private final World world;
    private final Pairings pairings;
    private final SealedReceiver sealed;
    private final JdbcTemplate jdbc;
    private Browser admin;

    Pages(Site site, World world, Pairings pairings, SealedReceiver sealed) {
        this.site = site;
        this.world = world;
        this.pairings = pairings;
        this.sealed = sealed;
        this.jdbc = world.around().jdbc();
        this.admin = site.setUp();
        // Only with a confirmed address an account can take over who takes part by email.
        jdbc.update("UPDATE admin SET confirmed_at = created_at");
    }

    /**
     * @param drawn the exchange whose pairing is another one for a while
     * @param shown the one whose pages are looked at, itself or a copy
     */
    void assertThatTheyTellNothing(long drawn, long shown, Random random) {
        var looked = random.nextLong();
        var before = look(shown, new Random(looked));
        var drawNumber = world.exchanges().queries().byId(drawn).drawNumber();
        var gifts = pairings.of(drawn, drawNumber);
        var receivers = new HashMap<Long, String>();
        jdbc.query(
                "SELECT giver_id, receiver FROM assignment WHERE exchange_id = ?",
                row -> {
                    receivers.put(row.getLong("giver_id"), row.getString("receiver"));
                },
                drawn);
        var pairs = gifts.entrySet().stream()
                .map(gift -> new Pair(gift.getKey(), gift.getValue().recipient().id()))
                .collect(Collectors.toSet());
        var other = (Matched) AvoidingDraw.draw(world.draws().groups().of(drawn).problem(), List.of(pairs), random);
        other.receiverByGiver()
                .forEach((giver, receiver) -> write(
                        drawn,
                        giver,
                        sealed.seal(
                                drawn,
                                giver,
                                drawNumber,
                                new Recipient(
                                        receiver,
                                        Objects.requireNonNull(gifts.get(giver))
                                                .recipient()
                                                .since()))));
        try {
            assertThat(look(shown, new Random(looked)).differencesFrom(before))
                    .as("the organiser's pages are the same, whatever was drawn")
                    .isEmpty();
        } finally {
            receivers.forEach((giver, receiver) -> write(drawn, giver, receiver));
        }
    }

    private void write(long exchange, long giver, String receiver) {
        assertThat(jdbc.update(
                        "UPDATE assignment SET receiver = ? WHERE exchange_id = ? AND giver_id = ?",
                        receiver,
                        exchange,
                        giver))
                .isOne();
    }

    /** Opens the exchange's page, and some of those that it leads to: in time it is all. */
    private Written look(long exchange, Random random) {
        var start = "/admin/exchanges/" + exchange;
        var written = new Written(world.exchanges().queries().byId(exchange).slug());
        var page = admin.open(start);
        if (page.status() != 200) {
            // The clock has gone on for weeks.
            admin = Organiser.signIn(site.browser()).browser();
            page = admin.open(start);
        }
        assertThat(page.status()).isEqualTo(200);
        written.add("", page);
        Jsoup.parse(page.source()).select("a[href^=/admin]").eachAttr("href").stream()
                .map(link -> link.replaceFirst("#.*", ""))
                .filter(link -> link.matches(start + "/[a-z.-]+|/admin/outbox\\?exchange=.*"))
                .distinct()
                .filter(link -> random.nextInt(PAGES) == 0)
                .forEach(link -> written.add("", admin.open(link)));
        return written;
    }
}
