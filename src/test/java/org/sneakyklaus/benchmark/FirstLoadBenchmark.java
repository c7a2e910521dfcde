package org.sneakyklaus.benchmark;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Screens;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.Stages;

/** What somebody waits for who opens the link of an exchange on a slow phone, where nothing of it is kept yet. */
@IntegrationTest
class FirstLoadBenchmark {

    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 5);
    /** A slow 4G: bytes a second, and milliseconds of latency for every answer. */
    private static final Map<String, Number> SLOW_4G = Map.of(
            "downloadThroughput", 1_600_000 / 8,
            "uploadThroughput", 750_000 / 8,
            "latency", 150);

    private static final int SLOWER = 4;
    private static final String SEEN = """
            () => new Promise((done) => {
                const seen = { paint: 0, shift: 0 };
                new PerformanceObserver((list) => {
                    for (const entry of list.getEntries()) seen.paint = Math.max(seen.paint, entry.startTime);
                }).observe({ type: 'largest-contentful-paint', buffered: true });
                new PerformanceObserver((list) => {
                    for (const entry of list.getEntries()) seen.shift += entry.value;
                }).observe({ type: 'layout-shift', buffered: true });
                setTimeout(() => done([seen.paint, seen.shift]), 1000);
            })
            """;

    private final Site site;
    private final Stages stages;
    private final ExchangeQueries exchanges;

    FirstLoadBenchmark(Site site, Stages stages, ExchangeQueries exchanges) {
        this.site = site;
        this.stages = stages;
        this.exchanges = exchanges;
    }

    /** @param paint milliseconds until the largest part of the page is there */
    private record Load(double paint, double shift, long bytes, long requests) {}

    @Test
    void thePageToJoinOnASlowPhone() {
        site.setUp();
        var slug = exchanges.byId(stages.in(ExchangeState.REGISTRATION_OPEN)).slug();
        var loads = new ArrayList<Load>();
        try (var screens = Screens.open(site.address(), Path.of("target", "screenshots", "first-load"))) {
            load(screens, slug);
            for (var round = 0; round < ROUNDS; round++) {
                loads.add(load(screens, slug));
            }
        }
        var paint = median(loads.stream().map(Load::paint).toList());
        var shift = median(loads.stream().map(Load::shift).toList());
        new Report("9-first-load")
                .line(
                        "The page to join on slow 4G and a slow phone, until its largest part is there (LCP)",
                        String.format(Locale.ROOT, "%.2f s", paint / 1000),
                        "",
                        "≤ 1.5 s")
                .line("… what moves meanwhile (CLS)", String.format(Locale.ROOT, "%.3f", shift), "", "≤ 0.02")
                .line(
                        "… over the wire",
                        String.format(Locale.ROOT, "%.1f KB", loads.get(0).bytes() / 1024.0),
                        loads.get(0).requests() + " answers",
                        "≤ 60 KB")
                .write();
    }

    private static Load load(Screens screens, String slug) {
        var page = screens.newPerson();
        try {
            var bytes = new AtomicLong();
            var requests = new AtomicLong();
            var devtools = slowDown(page);
            devtools.on("Network.loadingFinished", event -> {
                bytes.addAndGet(event.get("encodedDataLength").getAsLong());
                requests.incrementAndGet();
            });
            page.navigate("/exchange/" + slug + "/register");
            var seen = (List<?>) page.evaluate(SEEN);
            return new Load(number(seen.get(0)), number(seen.get(1)), bytes.get(), requests.get());
        } finally {
            page.context().close();
        }
    }

    private static CDPSession slowDown(Page page) {
        var devtools = page.context().newCDPSession(page);
        devtools.send("Network.enable");
        var network = new JsonObject();
        network.addProperty("offline", false);
        SLOW_4G.forEach(network::addProperty);
        devtools.send("Network.emulateNetworkConditions", network);
        var processor = new JsonObject();
        processor.addProperty("rate", SLOWER);
        devtools.send("Emulation.setCPUThrottlingRate", processor);
        return devtools;
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
