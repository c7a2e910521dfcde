package org.sneakyklaus.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sneakyklaus.architecture.TextFiles.in;
import static org.sneakyklaus.architecture.TextFiles.text;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What the files under {@code packaging} say to their platforms is the same in all of them, and true. */
class PackagingTest {

    private static final Path PACKAGING = Path.of("packaging");
    private static final String IMAGE = "ghcr.io/sneaky-klaus/sneaky-klaus:";

    /** Where a version stands in a file: behind the image, and in the addresses and the numbers of platforms. */
    private static final Pattern VERSION = Pattern.compile("ghcr\\.io/sneaky-klaus/sneaky-klaus:([^\\s`@<]+)"
            + "|sneaky-klaus/(?:releases/download/|blob/)?v(\\d[^/]*)/"
            + "|sneaky-klaus-(\\d\\S*)\\.jar"
            + "|(?m:^ *version(?:: | = )\"(\\d+\\.\\d+\\.\\d+)(?:~ynh\\d+)?\"$)");

    private static final Pattern ADDRESS = Pattern.compile("/sneaky-klaus/(?:v[^/]+|main|blob/v[^/]+)/([^\\s<\"]+)");
    private static final Pattern RELEASE = Pattern.compile("(?m)^## \\[(\\d+\\.\\d+\\.\\d+)]");
    private static final Pattern OF_POM = Pattern.compile("<version>([^<]+)-SNAPSHOT</version>");
    private static final Pattern SETTING = Pattern.compile("\\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*\\b");
    private static final Pattern TOML = Pattern.compile(
            "|#.*|\\[[\\w.]+]|[\\w.]+ = (?:\"[^\"]*\"|true|false|\\d[\\d.]*|\\[(?:\"[^\"]*\"(?:, )?)*])");

    /** How one service is run. */
    private record Service(
            String image,
            Set<String> ports,
            Set<String> folders,
            String memory,
            String timeToStop,
            Set<String> settings) {}

    static Stream<Path> containers() {
        return files().filter(file -> text(file).contains("image: " + IMAGE)
                || text(file).contains("Image=" + IMAGE)
                || text(file).contains("<Repository>" + IMAGE));
    }

    static Stream<Path> units() {
        return files().filter(file -> file.toString().endsWith(".service"));
    }

    @Test
    void everyFormatIsThere() {
        assertThat(containers().map(file -> PACKAGING.relativize(file).toString()))
                .containsExactlyInAnyOrder(
                        "casaos/docker-compose.yml",
                        "compose/compose.yaml",
                        "compose/two-nodes.yaml",
                        "kubernetes/klaus.yaml",
                        "quadlet/sneaky-klaus.container",
                        "truenas/compose.yaml",
                        "umbrel/sneaky-klaus/docker-compose.yml",
                        "unraid/sneaky-klaus.xml");
        assertThat(units().map(file -> PACKAGING.relativize(file).toString()))
                .containsExactlyInAnyOrder("systemd/sneaky-klaus.service", "yunohost/conf/systemd.service");
    }

    @Test
    void everyVersionIsThatOfTheRelease() {
        var examples = in("docs/examples", "");

        assertThat(Stream.concat(files(), examples)
                        .flatMap(file -> VERSION.matcher(text(file))
                                .results()
                                .map(PackagingTest::found)
                                .filter(version -> !version.equals(release()))
                                .map(version -> file + ": " + version)))
                .isEmpty();
    }

    @Test
    void everyPictureAndPageThatIsLinkedToIsInTheRelease() {
        assertThat(files().flatMap(file -> ADDRESS.matcher(text(file)).results().map(hit -> hit.group(1))))
                .hasSizeGreaterThan(5)
                .allMatch(path -> Files.exists(Path.of(path)));
    }

    /** Docker 20.10 without BuildKit, and Podman 4, refuse options that came later. */
    @Test
    void olderBuildersKnowTheOptionsOfTheImage() {
        assertThat(text(Path.of("Containerfile")))
                .doesNotContain("COPY --chmod")
                .containsPattern("(?m)^HEALTHCHECK(?: --(?:interval|timeout|start-period)=\\d+s)+ \\\\$");
    }

    @ParameterizedTest
    @MethodSource("containers")
    void everyContainerIsRunInTheSameWay(Path file) {
        assertThat(services(file)).isNotEmpty().allSatisfy(service -> {
            assertThat(service.image()).isEqualTo(IMAGE + release());
            assertThat(service.ports()).containsOnly("8080");
            assertThat(service.folders()).contains("/data");
            assertThat(service.memory()).isEqualTo("512m");
            assertThat(service.timeToStop()).isEqualTo("60");
            assertThat(service.settings()).isSubsetOf(settings());
        });
    }

    @ParameterizedTest
    @MethodSource("containers")
    void everyContainerHasNoMoreRightsThanItNeeds(Path file) {
        assertThat(text(file)).containsPattern("(?i)read_?-?only(?:RootFilesystem)?(?:: |=|\\b)");
        assertThat(text(file)).containsPattern("(?i)(?:cap_drop: |drop: |dropcapability=|--cap-drop=)\\[?ALL");
        assertThat(text(file)).containsPattern("(?i)no_?-?new_?-?privileges|allowPrivilegeEscalation: false");
    }

    @ParameterizedTest
    @MethodSource("containers")
    void theSettingsThatMostNeedAreOffered(Path file) {
        assertThat(text(file)).contains("KLAUS_PUBLIC_URL", "KLAUS_TRUSTED_PROXIES", "KLAUS_MAIL_FROM");
    }

    @ParameterizedTest
    @MethodSource("units")
    void everyUnitIsLimitedInTheSameWay(Path unit) {
        assertThat(text(unit).lines()).contains("MemoryMax=512M", "TimeoutStopSec=60", "SuccessExitStatus=143");
        assertThat(settingsIn(unit)).isNotEmpty().isSubsetOf(settings());
    }

    @Test
    void bothUnitsAreAsStrict() {
        assertThat(units().map(unit -> text(unit).lines().dropWhile(line -> !line.startsWith("NoNewPrivileges")))
                        .map(Stream::toList)
                        .distinct())
                .hasSize(1);
    }

    @Test
    void theTablesOfYunoHostCanBeRead() {
        assertThat(files().filter(file -> file.toString().endsWith(".toml")))
                .isNotEmpty()
                .allSatisfy(file ->
                        assertThat(text(file).lines().map(String::strip)).allMatch(TOML.asMatchPredicate()));
        assertThat(settingsIn(PACKAGING.resolve("yunohost/conf/environment")))
                .isNotEmpty()
                .isSubsetOf(settings());
    }

    private static List<Service> services(Path file) {
        var name = file.toString();
        if (name.endsWith(".xml")) {
            return List.of(unraid(file));
        }
        return name.endsWith(".container")
                ? List.of(quadlet(text(file)))
                : documents(file).flatMap(PackagingTest::ofYaml).toList();
    }

    private static Stream<Service> ofYaml(Map<?, ?> document) {
        if ("Deployment".equals(document.get("kind"))) {
            return Stream.of(kubernetes(map(document, "spec", "template", "spec")));
        }
        return map(document, "services").values().stream()
                .map(Map.class::cast)
                .filter(service -> Objects.toString(service.get("image")).startsWith(IMAGE))
                .map(service -> compose(service, portsOfProxy(document)));
    }

    /** Where one that publishes none is reached. */
    private static Stream<?> portsOfProxy(Map<?, ?> document) {
        return Stream.concat(
                list(map(document, "services", "proxy"), "ports"),
                at(document, "services", "app_proxy", "environment", "APP_PORT").stream());
    }

    private static Service compose(Map<?, ?> service, Stream<?> portsOfProxy) {
        return new Service(
                Objects.toString(service.get("image")),
                targets(Stream.concat(list(service, "ports"), portsOfProxy)),
                targets(list(service, "volumes")),
                Optional.ofNullable(service.get("mem_limit"))
                        .or(() -> at(service, "deploy", "resources", "limits", "memory"))
                        .map(memory -> memory.toString().toLowerCase(Locale.ROOT))
                        .orElse("none"),
                Objects.toString(service.get("stop_grace_period")).replaceFirst("s$", ""),
                keys(map(service, "environment")));
    }

    private static Service kubernetes(Map<?, ?> pod) {
        var container = (Map<?, ?>) list(pod, "containers").findFirst().orElseThrow();
        return new Service(
                Objects.toString(container.get("image")),
                values(list(container, "ports"), "containerPort"),
                values(list(container, "volumeMounts"), "mountPath"),
                at(container, "resources", "limits", "memory")
                        .map(memory -> memory.toString().replace("Mi", "m"))
                        .orElse("none"),
                Objects.toString(pod.get("terminationGracePeriodSeconds")),
                values(list(container, "env"), "name"));
    }

    private static Service quadlet(String text) {
        return new Service(
                option(text, "(?m)^Image=(.*)$"),
                Set.of(option(text, "(?m)^PublishPort=.*:(\\d+)$")),
                Set.of(option(text, "(?m)^Volume=[^:]+:([^:\n]+)")),
                option(text, "--memory=(\\w+)"),
                option(text, "--stop-timeout=(\\d+)"),
                Set.of());
    }

    private static Service unraid(Path file) {
        var xml = xml(file);
        var options = only(xml, "ExtraParams");
        return new Service(
                only(xml, "Repository"),
                targets(xml, "Port"),
                targets(xml, "Path"),
                option(options, "--memory=(\\w+)"),
                option(options, "--stop-timeout=(\\d+)"),
                targets(xml, "Variable"));
    }

    private static Element xml(Path file) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement();
        } catch (Exception e) {
            throw new AssertionError(file + " cannot be read", e);
        }
    }

    private static String only(Element xml, String name) {
        return xml.getElementsByTagName(name).item(0).getTextContent();
    }

    /** The right-hand sides of mappings, which may be written as one word or as several. */
    private static Set<String> targets(Stream<?> mappings) {
        return mappings.map(mapping -> mapping instanceof Map<?, ?> words ? words.get("target") : mapping)
                .map(mapping -> mapping.toString().replaceFirst(".*:", ""))
                .collect(Collectors.toSet());
    }

    private static Set<String> targets(Element xml, String type) {
        var configs = xml.getElementsByTagName("Config");
        return IntStream.range(0, configs.getLength())
                .mapToObj(i -> (Element) configs.item(i))
                .filter(config -> config.getAttribute("Type").equals(type))
                .map(config -> config.getAttribute("Target"))
                .collect(Collectors.toSet());
    }

    private static String option(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(hit -> hit.group(1))
                .findFirst()
                .orElse("none");
    }

    /** Those that are documented. */
    private static Set<String> settings() {
        return SETTING.matcher(text(Path.of("docs", "configuration.md")))
                .results()
                .map(MatchResult::group)
                .flatMap(setting -> Stream.of(setting, setting + "_FILE"))
                .collect(Collectors.toSet());
    }

    private static Set<String> settingsIn(Path file) {
        return text(file)
                .lines()
                .map(line -> line.replaceFirst("^#?Environment=", ""))
                .filter(line -> line.matches("[A-Z][A-Z0-9_]+=.*"))
                .map(line -> line.substring(0, line.indexOf('=')))
                .collect(Collectors.toSet());
    }

    /** The newest that the changelog has; before the first, the one that is being worked on. */
    private static String release() {
        return Stream.of(RELEASE.matcher(text(Path.of("CHANGELOG.md"))), OF_POM.matcher(text(Path.of("pom.xml"))))
                .flatMap(matcher -> matcher.results())
                .map(version -> version.group(1))
                .findFirst()
                .orElseThrow();
    }

    private static String found(MatchResult hit) {
        return IntStream.rangeClosed(1, hit.groupCount())
                .mapToObj(hit::group)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }

    private static Stream<Map<?, ?>> documents(Path file) {
        var documents = new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(text(file));
        return StreamSupport.stream(documents.spliterator(), false).map(document -> (Map<?, ?>) document);
    }

    private static Optional<Object> at(Map<?, ?> map, String... path) {
        Object value = map;
        for (var key : path) {
            value = value instanceof Map<?, ?> inner ? inner.get(key) : null;
        }
        return Optional.ofNullable(value);
    }

    private static Map<?, ?> map(Map<?, ?> map, String... path) {
        return (Map<?, ?>) at(map, path).orElse(Map.of());
    }

    private static Stream<?> list(Map<?, ?> map, String key) {
        return ((List<?>) at(map, key).orElse(List.of())).stream();
    }

    private static Set<String> keys(Map<?, ?> map) {
        return map.keySet().stream().map(Object::toString).collect(Collectors.toSet());
    }

    private static Set<String> values(Stream<?> maps, String key) {
        return maps.map(map -> Objects.toString(((Map<?, ?>) map).get(key))).collect(Collectors.toSet());
    }

    private static Stream<Path> files() {
        return in(PACKAGING, "");
    }
}
