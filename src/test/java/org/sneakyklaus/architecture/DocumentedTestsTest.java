package org.sneakyklaus.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sneakyklaus.architecture.TextFiles.in;
import static org.sneakyklaus.architecture.TextFiles.text;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Tests that the documentation names as those that show a promise. */
class DocumentedTestsTest {

    private static final Pattern TEST =
            Pattern.compile("`([A-Z][a-z]\\w*(?:IT|Test|Properties|Benchmark))(?:#(\\w+))?`");

    @Test
    void existUnderThatName() {
        var sources = sources();
        assertThat(in("docs", ".md")
                        .flatMap(file -> TEST.matcher(text(file)).results())
                        .filter(test -> !sources.getOrDefault(test.group(1), "").contains(method(test)))
                        .map(MatchResult::group)
                        .distinct())
                .isEmpty();
    }

    private static String method(MatchResult test) {
        return test.group(2) == null ? "class " + test.group(1) : "void " + test.group(2) + "(";
    }

    private static Map<String, String> sources() {
        return in("src/test/java", ".java")
                .collect(Collectors.toMap(
                        file -> file.getFileName().toString().replace(".java", ""),
                        TextFiles::text,
                        (one, other) -> one + other));
    }
}
