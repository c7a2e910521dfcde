package org.sneakyklaus.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sneakyklaus.architecture.TextFiles.in;
import static org.sneakyklaus.architecture.TextFiles.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
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

    /** In files of settings, styles and scripts. */
    private static final Pattern REMARK =
            Pattern.compile("(?m)(?:^|\\s)(?:#|//)\\s.*$|(?s:/\\*.*?\\*/)|(?s:<!--.*?-->)");

    private static final Pattern LOGGED = Pattern.compile("\\blog\\.(?:debug|info|warn|error)\\((?s:(.*?))\\);");
    private static final Pattern STRING = Pattern.compile("\"((?:\\\\.|[^\"\\\\\n])*)\"");

    /** In pages: code, and what is quoted, which is as the application shows it. */
    private static final Pattern QUOTED =
            Pattern.compile("(?s)```.*?```|`[^`\n]*`|“[^”]*”|\"[^\"\n]*\"|(?<!\\*)\\*[^*\n]+\\*(?!\\*)");

    private static final Pattern ARGUMENT = Pattern.compile("\\{[^{}]*}");
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?:])\\s+");
    private static final int MOST_WORDS = 20;

    /** The texts of buttons, and of links that look like one. */
    private static final Pattern BUTTON = Pattern.compile(
            "<button\\b[^>]*?th:text=\"#\\{([\\w.]+)|:: postButton\\([^#]*#\\{([\\w.]+)|:: confirm\\([^#]*#\\{([\\w.]+)");

    private static final Pattern HEADING = Pattern.compile("<h[2-6]\\b[^>]*#\\{([\\w.]+)");
    private static final Pattern BEGINS_WITH_VERB = Pattern.compile(
            "(?:Accept|Add|Adjust|Ask|Avoid|Cancel|Change|Check|Close"
                    + "|Confirm|Copy|Correct|Create|Delete|Discard|Draw|End|Join|Leave|Mark|Open|Pause|Release|Remove|Reopen"
                    + "|Replace|Reschedule|Resume|Run|Save|Search|See|Send|Set|Share|Show|Sign|Turn|Undo|Use)\\b(?:.*[^.])?");

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
    void otherFilesAreExplainedInPlainWords() {
        var single =
                Stream.of("pom.xml", "Containerfile", "entrypoint.sh", ".ci/run", "src/main/resources/application.yml");
        var files = Stream.of(
                        single.map(Path::of),
                        in("src/main/resources/static", ".css"),
                        in("src/main/resources/static", ".js"),
                        in("docs/examples", ""),
                        in("packaging", ""))
                .flatMap(some -> some)
                .filter(Files::isRegularFile);
        assertThat(files.flatMap(file ->
                                hits(file, REMARK.matcher(text(file)).results().map(MatchResult::group)))
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
                        in("packaging", ".md"),
                        in(".github", ".md"))
                .flatMap(files -> files);
        assertThat(pages.flatMap(page ->
                                hits(page, Stream.of(QUOTED.matcher(text(page)).replaceAll(""))))
                        .toList())
                .isEmpty();
    }

    @Test
    void textsAreInPlainWords() {
        assertThat(texts().entrySet())
                .extracting(text -> text.getKey() + ": " + text.getValue())
                .allMatch(text ->
                        !BANNED.matcher(text.substring(text.indexOf(':'))).find());
    }

    @Test
    void sentencesAreShort() {
        assertThat(texts().entrySet().stream()
                        .flatMap(text -> SENTENCE_END
                                .splitAsStream(asOneWord(text.getValue()))
                                .filter(sentence -> sentence.strip().split("\\s+").length > MOST_WORDS)
                                .map(sentence -> text.getKey() + ": " + sentence))
                        .toList())
                .isEmpty();
    }

    @Test
    void buttonsSayWhatTheyDo() {
        var texts = texts();
        assertThat(keys(BUTTON).filter(key -> !key.equals("notme.button") && texts.containsKey(key)))
                .isNotEmpty()
                .allSatisfy(
                        key -> assertThat(texts.getOrDefault(key, "")).as(key).matches(BEGINS_WITH_VERB));
    }

    @Test
    void headingsHaveNoFullStop() {
        var texts = texts();
        assertThat(keys(HEADING).filter(texts::containsKey))
                .isNotEmpty()
                .allSatisfy(key -> assertThat(texts.get(key)).as(key).doesNotEndWith("."));
    }

    private static Stream<String> keys(Pattern pattern) {
        return in("src/main/resources/templates", ".html")
                .flatMap(page -> pattern.matcher(text(page)).results())
                .flatMap(match -> IntStream.rangeClosed(1, match.groupCount()).mapToObj(match::group))
                .filter(Objects::nonNull)
                .distinct();
    }

    /** A plural, with all its words, counts as one. */
    private static String asOneWord(String text) {
        var shorter = ARGUMENT.matcher(text).replaceAll("X");
        return shorter.equals(text) ? text : asOneWord(shorter);
    }

    private static Map<String, String> texts() {
        var texts = new Properties();
        try (var reader = Files.newBufferedReader(Path.of("src", "main", "resources", "messages.properties"))) {
            texts.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var sorted = new TreeMap<String, String>();
        texts.forEach((key, value) -> sorted.put(key.toString(), value.toString()));
        return sorted;
    }

    private static Stream<String> hits(Path file, Stream<String> texts) {
        return texts.flatMap(text -> BANNED.matcher(text).results()).map(hit -> file + ": " + hit.group());
    }

    private static Stream<Path> sources() {
        return in("src/main/java", ".java");
    }
}
