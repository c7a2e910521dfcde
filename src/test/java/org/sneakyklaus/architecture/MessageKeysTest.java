package org.sneakyklaus.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sneakyklaus.architecture.TextFiles.in;
import static org.sneakyklaus.architecture.TextFiles.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.job.JobStatus;
import org.sneakyklaus.job.SchedulerState;
import org.sneakyklaus.job.history.RunCause;
import org.sneakyklaus.job.history.RunOutcome;

/** Reads templates and sources as text: what a page says comes from the bundle, and what it runs from its own files. */
class MessageKeysTest {

    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final Path STATIC = Path.of("src/main/resources/static");
    private static final Path JAVA = Path.of("src/main/java");

    private static final Pattern TEMPLATE_KEY = Pattern.compile("#\\{\\s*([A-Za-z][\\w.-]*)\\s*[(}]");
    private static final Pattern COMPOSED_TEMPLATE_KEY = Pattern.compile("#\\{\\$\\{'([\\w.-]+\\.)'");
    private static final Pattern SAYS_A_KEY =
            Pattern.compile("(?:RuleViolation\\s*\\.\\s*(?:of|onField)|new ConflictException|Flash\\s*\\.\\s*say\\w*|"
                    + "new DefaultMessageSourceResolvable|\\.getMessage|\\.reject(?:Value)?)\\s*\\(");
    private static final Pattern COUNTED =
            Pattern.compile("(?:JobOutcome\\.of\\(|\\.and\\(|deleted\\([^,\"]*,)([^,;]*\"[^,;)]*)[,)]");
    private static final Pattern LITERAL = Pattern.compile("\"(\\w+)\"");
    private static final Pattern KEY_LITERAL = Pattern.compile("\"([a-zA-Z]\\w*(?:\\.\\w*)+)\"");
    private static final Pattern WORD = Pattern.compile("(?:[\"']\\{?|#\\{\\s*)([a-zA-Z][\\w-]*\\.[\\w.-]*)");
    private static final Pattern TEMPLATE_COMMENT = Pattern.compile("(?s)<!--/\\*.*?\\*/-->");

    /** What the page of an error has words for. */
    private static final List<String> ERRORS = List.of("403", "404", "409", "429", "500", "503", "other");

    private static final Properties MESSAGES = new Properties();

    @BeforeAll
    static void readMessages() throws IOException {
        try (var file = Files.newBufferedReader(Path.of("src/main/resources/messages.properties"))) {
            MESSAGES.load(file);
        }
    }

    @Test
    void everyKeyOfATemplateHasAText() {
        var used = texts(TEMPLATES, "").flatMap(text -> found(TEMPLATE_KEY, text.body()));

        assertThat(missing(used)).isEmpty();
    }

    @Test
    void everyComposedKeyOfATemplateHasTexts() {
        var used = texts(TEMPLATES, "").flatMap(text -> found(COMPOSED_TEMPLATE_KEY, text.body()));

        assertThat(missing(used)).isEmpty();
    }

    @Test
    void everyKeyOfARefusalOrAnAnswerHasAText() {
        var used = texts(JAVA, ".java")
                .flatMap(text -> argumentsOf(SAYS_A_KEY, text.body()))
                .flatMap(arguments -> found(KEY_LITERAL, arguments));

        assertThat(missing(used)).isEmpty();
    }

    @Test
    void everyErrorHasATitleAndAText() {
        assertThat(missing(errors())).isEmpty();
    }

    @Test
    void everyStateHasANameAndARefusal() {
        var used = Stream.of(ExchangeState.values())
                .flatMap(state -> Stream.of("exchange.state." + state, "exchange.conflict." + state));

        assertThat(missing(used)).isEmpty();
    }

    @Test
    void everythingAboutAJobHasAWord() {
        var used = Stream.of(
                        Stream.of(RunOutcome.values()).map(outcome -> "job.outcome." + outcome),
                        Stream.of(RunCause.values()).map(cause -> "job.cause." + cause),
                        Stream.of(JobStatus.values()).map(status -> "job.status." + status),
                        Stream.of(SchedulerState.values()).map(state -> "job.scheduler." + state))
                .flatMap(keys -> keys);

        assertThat(missing(used)).isEmpty();
    }

    @Test
    void everythingThatAJobCountsHasAText() {
        var used = texts(JAVA, ".java")
                .filter(text -> text.body().contains("JobOutcome"))
                .flatMap(text -> found(COUNTED, text.body()))
                .flatMap(words -> found(LITERAL, words))
                .map("job.result."::concat)
                .collect(Collectors.toSet());

        assertThat(used).contains("job.result.captured", "job.result.sent", "job.result.kept", "job.result.runs");
        assertThat(missing(used.stream())).isEmpty();
    }

    /** A quoted word, or one of {@code #{…}}, that ends in a dot is the beginning of several keys. */
    @Test
    void everyTextIsSaidSomewhere() {
        var words = Stream.concat(texts(TEMPLATES, ""), texts(JAVA, ".java"))
                .flatMap(text -> found(WORD, text.body()))
                .collect(Collectors.toSet());
        // Spring's own, for whatever cannot be read as what a field is for.
        words.add("typeMismatch");
        // Composed only for these.
        words.remove("error.");
        words.addAll(errors().toList());
        // The way on that stands behind what a page says of the last request.
        words.addAll(words.stream().map(word -> word + ".link").toList());
        var beginnings = words.stream().filter(word -> word.endsWith(".")).toList();
        var unused = MESSAGES.stringPropertyNames().stream()
                .filter(key -> !words.contains(key) && beginnings.stream().noneMatch(key::startsWith));

        assertThat(unused).isEmpty();
    }

    private static Stream<String> errors() {
        return ERRORS.stream().flatMap(kind -> Stream.of("error." + kind + ".title", "error." + kind + ".text"));
    }

    /** One straight apostrophe hides every argument that follows it. */
    @Test
    void noTextWithArgumentsHoldsAStraightApostrophe() {
        var broken = MESSAGES.stringPropertyNames().stream().filter(key -> {
            var text = MESSAGES.getProperty(key);
            return text.contains("{") && text.contains("'");
        });

        assertThat(broken).isEmpty();
    }

    @Test
    void noTemplatePrintsUnescapedText() {
        assertThat(offending("", "th:utext")).isEmpty();
        assertThat(offending(".html", "\\[\\(")).isEmpty();
    }

    @Test
    void noTemplateRunsCodeOfItsOwn() {
        assertThat(offending("", "(?i)<script(?![^>]*\\bsrc=)[^>]*>")).isEmpty();
        assertThat(offending("", "(?is)<script[^>]*>\\s*[^\\s<]")).isEmpty();
        assertThat(offending("", "(?i)\\s(?:th:)?on[a-z]+\\s*=\\s*[\"']")).isEmpty();
        assertThat(offending("", "(?i)javascript:")).isEmpty();
    }

    @Test
    void noPageStylesItself() {
        var offending = offending("", "(?i)\\s(?:th:)?style(?:append)?\\s*=|<style").stream()
                .filter(file -> !file.startsWith("mail/"));

        assertThat(offending).isEmpty();
    }

    /** The site may be below a path, which {@code @{/…}} knows. */
    @Test
    void nothingIsLinkedFromTheRootOfTheHost() {
        assertThat(offending("", "=\\s*\"[|']?/")).isEmpty();
        assertThat(offending(STATIC, ".js", "['\"`]/\\w")).isEmpty();
        assertThat(offending(STATIC, ".json", "\"/")).isEmpty();
        assertThat(offending(STATIC, ".css", "url\\([\"']?/")).isEmpty();
        assertThat(offending(JAVA, ".java", "(?:href|src|action)=\\\\?[\"']/")).isEmpty();
    }

    private record Text(String file, String body) {}

    private static List<String> offending(String ending, String pattern) {
        return offending(TEMPLATES, ending, pattern);
    }

    private static List<String> offending(Path folder, String ending, String pattern) {
        var offence = Pattern.compile(pattern);
        return texts(folder, ending)
                .filter(text -> offence.matcher(text.body()).find())
                .map(Text::file)
                .toList();
    }

    private static Stream<Text> texts(Path folder, String ending) {
        return in(folder, ending)
                .map(file -> new Text(
                        folder.relativize(file).toString(),
                        TEMPLATE_COMMENT.matcher(text(file)).replaceAll("")));
    }

    private static Stream<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1));
    }

    private static Stream<String> argumentsOf(Pattern call, String source) {
        return call.matcher(source).results().map(MatchResult::end).map(start -> untilClosed(source, start));
    }

    private static String untilClosed(String source, int start) {
        var open = 1;
        var end = start;
        while (open > 0 && end < source.length()) {
            var c = source.charAt(end);
            open += c == '(' ? 1 : c == ')' ? -1 : 0;
            end++;
        }
        return source.substring(start, end);
    }

    /** The keys without a text; one that ends in a dot is the beginning of several. */
    private static Set<String> missing(Stream<String> used) {
        var keys = new TreeSet<>(used.toList());
        assertThat(keys).as("keys in use").isNotEmpty();
        keys.removeIf(key -> key.endsWith(".")
                ? MESSAGES.stringPropertyNames().stream().anyMatch(known -> known.startsWith(key))
                : MESSAGES.containsKey(key));
        return keys;
    }
}
