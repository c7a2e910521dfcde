package org.sneakyklaus.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sneakyklaus.architecture.TextFiles.in;
import static org.sneakyklaus.architecture.TextFiles.text;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.util.pattern.PathPattern;

/** What the proxies write into their logs with the configurations that are given for them. */
class ProxyLogsTest {

    private static final String TOKEN = "q7_Zk-3vTokenW9";
    private static final String HANDLE = "h4ndle";
    private static final Pattern CADDY = Pattern.compile("request>uri regexp (\\S+) (\\S+)");
    private static final Pattern NGINX = Pattern.compile("~(\\S+)\\s+(\\$klaus_before\\S*);");

    /** What one configuration logs for the address of a request. */
    private record Mask(String name, UnaryOperator<String> logged) {

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Mask> masks() {
        return Stream.concat(in("docs/examples", ""), in("packaging", ""))
                .flatMap(ProxyLogsTest::masks)
                .toList();
    }

    @Test
    void everyConfigurationWithALogOfItsOwnIsLookedAt() {
        assertThat(masks().stream().map(Mask::name))
                .containsExactly(
                        "docs/examples/Caddyfile",
                        "docs/examples/Caddyfile",
                        "docs/examples/nginx.conf",
                        "packaging/compose/Caddyfile");
    }

    @ParameterizedTest
    @MethodSource("masks")
    void whatOpensSomethingIsLeftOut(Mask mask) {
        assertThat(paths("{token}"))
                .hasSizeGreaterThan(14)
                .allSatisfy(path -> assertThat(mask.logged.apply(path))
                        .as(path)
                        .endsWith("/***")
                        .doesNotContain(TOKEN));
    }

    @ParameterizedTest
    @MethodSource("masks")
    void whatAPersonDoesOnTheirPageIsLeftOut(Mask mask) {
        assertThat(paths("{slug}/me/"))
                .anyMatch(path -> path.endsWith("/me/wards/" + HANDLE + "/leave-request"))
                .allSatisfy(
                        path -> assertThat(mask.logged.apply(path)).isEqualTo(path.replaceFirst("/me/.*", "/me/***")));
    }

    /** In nginx, the path that is logged ends before it. */
    @Test
    void whatIsAskedForIsLeftOutByCaddy() {
        assertThat(masks())
                .filteredOn(mask -> mask.name.endsWith("Caddyfile"))
                .hasSize(3)
                .allSatisfy(mask -> assertThat(mask.logged.apply("/setup?code=1/exchange/x1/me/2"))
                        .isEqualTo("/setup***"));
    }

    @ParameterizedTest
    @MethodSource("masks")
    void otherPathsAreLogged(Mask mask) {
        assertThat(List.of("/exchange/x1/me", "/klaus/exchange/x1/register", "/admin/exchanges/1"))
                .allSatisfy(path -> assertThat(mask.logged.apply(path)).isEqualTo(path));
    }

    /** Those of routes with this part, at the root and below a path. */
    private static List<String> paths(String part) {
        return DocsTest.routes().stream()
                .map(PathPattern::getPatternString)
                .filter(route -> route.contains(part))
                .map(route -> route.replace("{token}", TOKEN)
                        .replace("{handle}", HANDLE)
                        .replaceAll("\\{\\w+}", "x1"))
                .flatMap(path -> Stream.of(path, "/klaus" + path))
                .sorted()
                .toList();
    }

    private static Stream<Mask> masks(Path file) {
        var caddy = CADDY.matcher(text(file)).results().map(found -> {
            var pattern = Pattern.compile(found.group(1));
            return new Mask(file.toString(), uri -> pattern.matcher(uri).replaceAll(found.group(2)));
        });
        // Java has no underscores in the names of groups.
        var nginx = NGINX.matcher(text(file)).results().map(found -> {
            var pattern = Pattern.compile(found.group(1).replace("_", ""));
            var value = found.group(2).replace("_", "").replaceAll("\\$(\\w+)", "\\${$1}");
            return new Mask(file.toString(), path -> mapped(pattern, value, path));
        });
        return Stream.concat(caddy, nginx);
    }

    /** As nginx does: the whole value, not the text around it. */
    private static String mapped(Pattern pattern, String value, String path) {
        var matcher = pattern.matcher(path);
        var mapped = new StringBuilder();
        if (!matcher.find()) {
            return path;
        }
        matcher.appendReplacement(mapped, value);
        return mapped.toString();
    }
}
