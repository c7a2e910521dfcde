package org.sneakyklaus.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.job.JobTrigger;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Site;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dashboard for Grafana shows what there is to measure, and nothing that there is not. */
@IntegrationTest(scheduler = true)
@TestPropertySource(properties = "klaus.metrics-token=" + HealthIT.TOKEN)
@Tag("once")
class GrafanaIT {

    private static final Pattern METRIC = Pattern.compile("\\b([a-z]\\w*_\\w+)\\{");
    private static final Pattern DOCUMENTED = Pattern.compile("\\b((?:klaus|disk|hikaricp|http_server)_\\w+)\\b");
    private static final Pattern LABEL = Pattern.compile("by \\(([^)]+)\\)");

    private final Site site;
    private final JobTrigger jobs;

    GrafanaIT(Site site, JobTrigger jobs) {
        this.site = site;
        this.jobs = jobs;
    }

    @Test
    void everyPanelAsksForWhatTheApplicationExports() throws IOException {
        var dashboard = new JsonMapper().readTree(Files.readString(Path.of("docs/grafana.json")));
        var expressions = expressions(dashboard);
        assertThat(expressions)
                .hasSizeGreaterThan(20)
                .allSatisfy(expression -> assertThat(expression).containsPattern(METRIC));
        work();

        var exported = exported();

        assertThat(exported).containsAll(measuredHere(found(METRIC, expressions)));
        assertThat(labels())
                .containsAll(found(LABEL, expressions).stream()
                        .flatMap(labels -> Set.of(labels.split(", ")).stream())
                        .collect(Collectors.toSet()));
    }

    @Test
    void everyMetricOfTheDocumentationIsExported() throws IOException {
        work();

        assertThat(exported())
                .containsAll(measuredHere(found(
                        DOCUMENTED,
                        Set.of(
                                Files.readString(Path.of("docs/monitoring.md")),
                                Files.readString(Path.of("docs/examples/alerts.yaml"))))));
    }

    /** Prometheus would rename them, since it gives each metric such labels of its own. */
    @Test
    void noLabelIsOneThatPrometheusSets() {
        assertThat(labels()).contains("type", "state").doesNotContain("job", "instance");
    }

    private void work() {
        site.setUp().open("/admin/status");
        jobs.runNow("auto_complete_exchanges");
        await().until(() -> metrics()
                .contains("klaus_job_run_seconds_count{outcome=\"success\",type=\"auto_complete_exchanges\"}"));
    }

    private static Set<String> expressions(JsonNode dashboard) {
        return dashboard
                .path("panels")
                .valueStream()
                .flatMap(panel -> panel.path("targets").valueStream())
                .map(target -> target.path("expr").asString(""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> found(Pattern pattern, Set<String> texts) {
        return texts.stream()
                .flatMap(text -> pattern.matcher(text).results())
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }

    /** On PostgreSQL everybody writes at once, so there are no turns to wait for. */
    private static Set<String> measuredHere(Set<String> metrics) {
        var turns = !"postgresql".equals(System.getProperty("test.database"));
        return metrics.stream()
                .filter(metric -> turns || !metric.startsWith("klaus_database_write_"))
                .collect(Collectors.toSet());
    }

    private Set<String> exported() {
        return metrics()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toSet());
    }

    private Set<String> labels() {
        return found(Pattern.compile("[{,](\\w+)=\""), Set.of(metrics()));
    }

    private String metrics() {
        var browser = site.browser();
        return browser.send(browser.request("/actuator/prometheus").header("Authorization", "Bearer " + HealthIT.TOKEN))
                .source();
    }
}
