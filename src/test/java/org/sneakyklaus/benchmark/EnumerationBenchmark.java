package org.sneakyklaus.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.exchange.ExchangeEditing;
import org.sneakyklaus.exchange.ExchangeLifecycle;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.testsupport.AnExchange;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Site;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;

/** Whether the time of an answer tells that an address is known. */
@IntegrationTest
@TestPropertySource(
        properties = {
            "test.answer-step=200ms",
            "klaus.limits.password-reset=100000/1h",
            "klaus.limits.admin-account=100000/1h"
        })
class EnumerationBenchmark {

    private static final int SAMPLES = 1_000;
    private static final int AT_ONCE = 8;

    private record Answer(boolean known, Duration after) {}

    private final ExchangeEditing editing;
    private final ExchangeLifecycle lifecycle;
    private final ExchangeQueries exchanges;
    private final Site site;
    private final JdbcTemplate jdbc;

    EnumerationBenchmark(
            ExchangeEditing editing,
            ExchangeLifecycle lifecycle,
            ExchangeQueries exchanges,
            Site site,
            JdbcTemplate jdbc) {
        this.editing = editing;
        this.lifecycle = lifecycle;
        this.exchanges = exchanges;
        this.site = site;
        this.jdbc = jdbc;
    }

    @Test
    void knownBesideUnknown() throws Exception {
        site.setUp();
        var exchange = editing.create(new AnExchange().details());
        lifecycle.open(exchange, null);
        for (var i = 0; i < SAMPLES; i++) {
            jdbc.update(
                    "INSERT INTO participant (created_at, updated_at, exchange_id, name, email, gift_ideas,"
                            + " reminder_enabled, added_by_admin, confirmed_at) VALUES (0, 0, ?, ?, ?, '', true, false, 0)",
                    exchange,
                    "Guest " + i,
                    address("known", i));
        }
        var link = "/exchange/" + exchanges.byId(exchange).slug();

        var report = new Report("8-telling");
        report(report, "A link to sign in", link + "/signin", "/signin");
        report(report, "All my exchanges", "/find", "/find");
        report(report, "A registration", link + "/register", "/register");
        report(report, "A new password", "/admin/password/forgot", "/forgot");
        report(report, "A wrong password", "/admin/login", "/login");
        report.write();
    }

    private void report(Report report, String what, String page, String form) throws Exception {
        var answers = ask(page, form);
        var known = answers.stream().filter(Answer::known).map(Answer::after).toList();
        var unknown = answers.stream()
                .filter(answer -> !answer.known())
                .map(Answer::after)
                .toList();
        report.line(
                what + ", address known / unknown",
                Times.of(known).spread(),
                Times.of(unknown).spread() + String.format(Locale.ROOT, "; Mann–Whitney p = %.2f", p(known, unknown)),
                "p > 0.01");
    }

    /** In random order, so that whatever changes in the course of it changes both. */
    private List<Answer> ask(String page, String form) throws Exception {
        var tasks = new ArrayList<Callable<Answer>>();
        IntStream.range(0, SAMPLES).forEach(i -> {
            tasks.add(() ->
                    new Answer(true, ask(page, form, page.startsWith("/admin") ? Site.ADMIN : address("known", i))));
            tasks.add(() -> new Answer(false, ask(page, form, address("new" + form.substring(1), i))));
        });
        Collections.shuffle(tasks);
        var threads = Executors.newFixedThreadPool(AT_ONCE);
        var answers = new ArrayList<Answer>();
        for (var answer : threads.invokeAll(tasks)) {
            answers.add(answer.get());
        }
        threads.shutdown();
        return answers;
    }

    private Duration ask(String page, String form, String email) {
        var browser = site.browser();
        var filled = browser.open(page).form(form).with("email", email);
        switch (form) {
            case "/register" -> filled.with("name", "Guest");
            case "/login" -> filled.with("password", "not the right one");
            default -> {}
        }
        return Times.time(
                () -> assertThat(browser.submit(filled).status()).isEqualTo(form.equals("/login") ? 422 : 303));
    }

    private static String address(String kind, int number) {
        return kind + "-" + number + "@example.org";
    }

    /**
     * How likely it is that the two differ as much by chance as they do, by the normal approximation of the rank sum.
     *
     * @see <a href="https://doi.org/10.1214/aoms/1177730491">Mann and Whitney 1947</a>
     */
    private static double p(List<Duration> one, List<Duration> other) {
        double u = 0;
        for (var a : one) {
            for (var b : other) {
                u += a.compareTo(b) < 0 ? 1 : a.equals(b) ? 0.5 : 0;
            }
        }
        double product = (double) one.size() * other.size();
        var z = Math.abs(u - product / 2) / Math.sqrt(product * (one.size() + other.size() + 1) / 12);
        return tail(z);
    }

    /** The two tails of the normal distribution, to seven digits: Abramowitz and Stegun 26.2.17. */
    private static double tail(double z) {
        var t = 1 / (1 + 0.2316419 * z);
        var polynomial =
                t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return 2 * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * polynomial;
    }
}
