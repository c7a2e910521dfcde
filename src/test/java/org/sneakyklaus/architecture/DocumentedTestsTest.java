package org.sneakyklaus.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests that the documentation names as those that show a promise. */
class DocumentedTestsTest {

    private static final Pattern TEST =
            Pattern.compile("`([A-Z][a-z]\\w*(?:IT|Test|Properties|Benchmark))(?:#(\\w+))?`");

    @Test
    void existUnderThatName() throws IOException {
        var sources = sources();
        var missing = new TreeSet<String>();
        try (var docs = Files.walk(Path.of("docs"))) {
            docs.filter(file -> file.toString().endsWith(".md"))
                    .flatMap(file -> TEST.matcher(text(file)).results())
                    .filter(test -> !sources.getOrDefault(test.group(1), "").contains(method(test)))
                    .map(MatchResult::group)
                    .forEach(missing::add);
        }

        assertThat(missing).isEmpty();
    }

    private static String method(MatchResult test) {
        return test.group(2) == null ? "class " + test.group(1) : "void " + test.group(2) + "(";
    }

    private static Map<String, String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            DocumentedTestsTest::text,
                            (one, other) -> one + other,
                            TreeMap::new));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
