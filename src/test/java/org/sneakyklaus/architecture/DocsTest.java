package org.sneakyklaus.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sneakyklaus.architecture.TextFiles.in;
import static org.sneakyklaus.architecture.TextFiles.text;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Controller;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What the documentation says and a machine can tell. What it says of proxies, NAS and mail services nobody tries
 * here; {@link PackagingTest} looks at the files for them.
 */
class DocsTest {

    private static final Pattern FENCE = Pattern.compile("(?ms)^( *)```(\\w*)\\n(.*?)^ *```$");
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:|mailto:)([^)\\s#]*)(?:#([^)\\s]*))?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    private static final Pattern SETTING = Pattern.compile("\\b(?:KLAUS|RESEND)_[A-Z0-9_]+");
    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern PATH = Pattern.compile(
            "^(?:GET |POST )?(/(?:admin|actuator|exchange|find|privacy|setup|unsubscribe|webhooks)\\b[^?\\s]*)");
    private static final Pattern RUN = Pattern.compile("(?ms)^<!-- run -->\\n```sh\\n(.*?)^```$");
    private static final Pattern QUOTED = Pattern.compile("(?<!\\*)\\*([A-Z“…][^*|\\n]+)\\*(?!\\*)");

    /** Of Spring Security and the actuator, which no controller of ours answers. */
    private static final Set<String> OTHER_ROUTES = Set.of(
            "/admin/login",
            "/admin/logout",
            "/exchange/{slug}/me/signout",
            "/actuator",
            "/actuator/*",
            "/actuator/health/liveness",
            "/actuator/health/readiness",
            "/actuator/prometheus");

    @Test
    void everyLinkLeadsToAFileAndAHeading() {
        assertThat(problems(
                        pages(),
                        page -> LINK.matcher(withoutCode(text(page)))
                                .results()
                                .filter(link -> !leadsSomewhere(page, link.group(1), link.group(2)))
                                .map(MatchResult::group)))
                .isEmpty();
    }

    @Test
    void everySettingIsOneThatIsRead() {
        var read = Stream.concat(
                        Stream.of(Path.of("src/main/resources/application.yml"), Path.of("Containerfile")),
                        in("src/main/java", ".java"))
                .flatMap(DocsTest::settings)
                .collect(Collectors.toSet());
        var texts = Stream.of(pages().stream(), in("docs", ".service", ".timer", ".yaml"), in("packaging", ""))
                .flatMap(Function.identity())
                .collect(Collectors.toSet());

        assertThat(problems(
                        texts,
                        text -> settings(text)
                                .filter(setting -> !read.contains(setting.replaceFirst("_FILE$", "")))
                                .filter(setting -> !isAnyOf(read, setting))))
                .isEmpty();
    }

    @Test
    void everyPathIsThere() {
        var routes = routes();

        assertThat(problems(
                        pages(),
                        page -> CODE.matcher(withoutFences(text(page)))
                                .results()
                                .flatMap(code -> PATH.matcher(code.group(1)).results())
                                .map(path -> path.group(1))
                                .filter(path -> routes.stream().noneMatch(route -> isOf(route, path)))))
                .isEmpty();
    }

    @Test
    void everyMessageThatIsQuotedIsOneThatIsShown() {
        var shown = (text(Path.of("src/main/resources/messages.properties"))
                        + text(Path.of("entrypoint.sh"))
                        + in("src/main/java", ".java").map(TextFiles::text).collect(Collectors.joining()))
                .replaceAll("\"\\s*\\+\\s*\"", "");

        assertThat(problems(
                        Set.of(Path.of("docs/troubleshooting.md")),
                        page -> QUOTED.matcher(text(page))
                                .results()
                                .flatMap(quoted -> Stream.of(
                                        quoted.group(1).replace("\\", "").split("…")))
                                .map(String::strip)
                                .filter(part -> !shown.contains(part))))
                .isEmpty();
    }

    @Test
    void everyCommandIsWellFormed() {
        assertThat(problems(pages(), page -> blocks(page, "sh").filter(block -> run("sh -n", block) != 0)))
                .isEmpty();
    }

    @Test
    void commandsThatCanBeRunHereDoTheirWork() {
        assertThat(problems(
                        pages(),
                        page -> RUN.matcher(text(page))
                                .results()
                                .map(block -> block.group(1))
                                .filter(block -> run("sh -e", block) != 0)))
                .isEmpty();
    }

    @Test
    void everyYamlAndJsonInAPageCanBeRead() {
        assertThat(problems(
                        pages(),
                        page -> Stream.of("yaml", "json")
                                .flatMap(language -> blocks(page, language))
                                .filter(DocsTest::isNoYaml)))
                .isEmpty();
    }

    @Test
    void everyYamlAndJsonFileCanBeRead() {
        var files = Stream.of("docs", "packaging", ".github")
                .flatMap(folder -> in(folder, ".yaml", ".yml", ".json"))
                .toList();

        assertThat(problems(files, file -> Stream.of(text(file)).filter(DocsTest::isNoYaml)))
                .isEmpty();
    }

    @Test
    void everyUnitIsMadeOfSectionsAndSettings() {
        assertThat(problems(
                        Stream.of("docs", "packaging")
                                .flatMap(folder -> in(folder, ".service", ".container", ".timer"))
                                .toList(),
                        unit -> text(unit)
                                .lines()
                                .filter(line -> !line.matches("|#.*|\\[[A-Z][a-zA-Z]+]|[A-Z][a-zA-Z0-9]+=.*"))))
                .isEmpty();
    }

    private static Set<String> problems(Collection<Path> pages, Function<Path, Stream<String>> inPage) {
        return pages.stream()
                .flatMap(page -> inPage.apply(page).map(problem -> page + ": " + problem))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Collection<Path> pages() {
        return Stream.of(
                        Stream.of(Path.of("README.md"), Path.of("CHANGELOG.md")),
                        in("docs", ".md"),
                        in("packaging", ".md"),
                        in(".github", ".md"))
                .flatMap(Function.identity())
                .toList();
    }

    private static boolean leadsSomewhere(Path page, String target, String heading) {
        var file = target.isEmpty() ? page : page.resolveSibling(target).normalize();
        return Files.exists(file) && (heading == null || headings(file).contains(heading));
    }

    /** As GitHub names them: in lower case, without punctuation, with hyphens for spaces. */
    private static Set<String> headings(Path page) {
        return HEADING.matcher(withoutFences(text(page)))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static Stream<String> settings(Path file) {
        return SETTING.matcher(text(file)).results().map(MatchResult::group);
    }

    /** Whether it stands for several, such as KLAUS_LIMIT_…, of which there are some. */
    private static boolean isAnyOf(Set<String> settings, String beginning) {
        return beginning.endsWith("_") && settings.stream().anyMatch(setting -> setting.startsWith(beginning));
    }

    /** Those of controllers, and some others. */
    static Set<PathPattern> routes() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Controller.class));
        var ours = scanner.findCandidateComponents("org.sneakyklaus").stream()
                .map(AnnotatedBeanDefinition.class::cast)
                .map(definition ->
                        ClassUtils.resolveClassName(definition.getMetadata().getClassName(), null))
                .flatMap(DocsTest::routesOf);
        return Stream.concat(ours, OTHER_ROUTES.stream())
                .map(PathPatternParser.defaultInstance::parse)
                .collect(Collectors.toSet());
    }

    /** Whether a path as it is written, with * for any part and … for any end, is one of this route. */
    private static boolean isOf(PathPattern route, String path) {
        return path.endsWith("…")
                ? route.getPatternString().startsWith(path.replace("…", ""))
                : route.matches(PathContainer.parsePath(path.replace("*", "x")));
    }

    private static Stream<String> routesOf(Class<?> controller) {
        var common = AnnotatedElementUtils.findMergedAnnotation(controller, RequestMapping.class);
        var prefixes = common == null || common.path().length == 0 ? List.of("") : List.of(common.path());
        return Stream.of(controller.getDeclaredMethods())
                .map(method -> AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class))
                .filter(mapping -> mapping != null)
                .flatMap(mapping -> mapping.path().length == 0 ? Stream.of("") : Stream.of(mapping.path()))
                .flatMap(path -> prefixes.stream().map(prefix -> prefix + path));
    }

    private static Stream<String> blocks(Path page, String language) {
        return FENCE.matcher(text(page))
                .results()
                .filter(block -> block.group(2).equals(language))
                .map(block -> block.group(3));
    }

    private static String withoutFences(String markdown) {
        return FENCE.matcher(markdown).replaceAll("");
    }

    private static String withoutCode(String markdown) {
        return CODE.matcher(withoutFences(markdown)).replaceAll("");
    }

    /** JSON is YAML, too. */
    private static boolean isNoYaml(String text) {
        try {
            new Yaml(new SafeConstructor(new LoaderOptions()))
                    .loadAll(new StringReader(text))
                    .forEach(document -> {});
            return false;
        } catch (RuntimeException e) {
            return true;
        }
    }

    private static int run(String shell, String input) {
        try {
            var process = new ProcessBuilder(shell.split(" ", -1))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (var commands = process.getOutputStream()) {
                commands.write(input.getBytes(StandardCharsets.UTF_8));
            }
            return process.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
