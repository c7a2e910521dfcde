package org.sneakyklaus.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Words that make a text harder to read than the thing it tells of. */
class VoiceTest {

    private static final Pattern BANNED = Pattern.compile(
            "(?i)e-mail|\\bwhoever\\b|\\b(?:some|any|every|no)body\\b|\\banew\\b|\\bmend(?:ed|s|ing)?\\b"
                    + "|\\b(?:is|are) told\\b|\\bby (?:itself|hand)\\b|\\bat present\\b|\\blet out\\b"
                    + "|(?<!who drew )\\bwhom\\b");

    /** What is not code of Java: a string is matched first, so that no comment begins in it. */
    private static final Pattern COMMENT = Pattern.compile("\"(?:\\\\.|[^\"\\\\\n])*\"|(?s:/\\*.*?\\*/)|//[^\n]*");

    private static final Pattern LOGGED = Pattern.compile("\\blog\\.(?:debug|info|warn|error)\\((?s:(.*?))\\);");
    private static final Pattern STRING = Pattern.compile("\"((?:\\\\.|[^\"\\\\\n])*)\"");

    /** In pages: code, and what is quoted, which is as the application shows it. */
    private static final Pattern QUOTED =
            Pattern.compile("(?s)```.*?```|`[^`\n]*`|“[^”]*”|\"[^\"\n]*\"|(?<!\\*)\\*[^*\n]+\\*(?!\\*)");

    /** Hits in the English texts that users see; may only fall. */
    private static final int LEFT_IN_TEXTS = 466;

    @Test
    void commentsAreInPlainWords() {
        assertThat(sources()
                        .flatMap(file -> hits(
                                file,
                                COMMENT.matcher(text(file))
                                        .results()
                                        .map(MatchResult::group)
                                        .filter(comment -> comment.startsWith("/"))
                                        .map(comment -> comment.replaceAll("\\{@[^}]*}", ""))))
                        .toList())
                .isEmpty();
    }

    @Test
    void whatIsLoggedIsInPlainWords() {
        assertThat(sources()
                        .flatMap(file -> hits(
                                file,
                                LOGGED.matcher(text(file))
                                        .results()
                                        .flatMap(call -> STRING.matcher(call.group(1))
                                                .results()
                                                .map(literal -> literal.group(1)))))
                        .toList())
                .isEmpty();
    }

    @Test
    void pagesAreInPlainWords() {
        var pages = Stream.of(
                        Stream.of(Path.of("README.md"), Path.of("CHANGELOG.md")),
                        in("docs", ".md"),
                        in(".github", ".md"))
                .flatMap(files -> files);
        assertThat(pages.flatMap(page ->
                                hits(page, Stream.of(QUOTED.matcher(text(page)).replaceAll(""))))
                        .toList())
                .isEmpty();
    }

    @Test
    void textsGetPlainer() {
        var bundle = Path.of("src", "main", "resources", "messages.properties");
        assertThat(BANNED.matcher(text(bundle)).results()).hasSizeLessThanOrEqualTo(LEFT_IN_TEXTS);
    }

    private static Stream<String> hits(Path file, Stream<String> texts) {
        return texts.flatMap(text -> BANNED.matcher(text).results()).map(hit -> file + ": " + hit.group());
    }

    private static Stream<Path> sources() {
        return in("src/main/java", ".java");
    }

    private static Stream<Path> in(String folder, String ending) {
        try (var files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(ending)).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
