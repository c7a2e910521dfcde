package org.sneakyklaus.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sneakyklaus.architecture.TextFiles.in;

import com.ibm.icu.text.MessagePattern;
import com.ibm.icu.text.MessagePattern.ArgType;
import com.ibm.icu.text.MessagePattern.Part;
import com.ibm.icu.text.PluralRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sneakyklaus.support.language.Languages;

/** Every language says everything, of the same things, with its own plurals. */
class BundlesTest {

    private static final Path FOLDER = Path.of("src/main/resources");
    private static final Properties ENGLISH = read("messages.properties");
    private static final Pattern LABEL_AND_TEXT =
            Pattern.compile("th:aria-label=\"#\\{([\\w.]+)[^\"]*\"\\s+th:text=\"#\\{([\\w.]+)");
    private static final Pattern TEXT_AND_LABEL = Pattern.compile("\"([\\w.]+)\", \"([\\w.]+\\.of)\"");
    private static final Map<String, String> LABELLED = labelled();

    private static Stream<Locale> languages() {
        return Languages.SUPPORTED.stream();
    }

    @Test
    void theImageKeepsWhatLibrariesKnowOfEachLanguage() throws IOException {
        var kept = languages().map(Locale::getLanguage).sorted().collect(Collectors.joining("|", "(", ")"));

        assertThat(Files.readString(Path.of("Containerfile"))).contains(kept);
    }

    @ParameterizedTest
    @MethodSource("languages")
    void saysNeitherLessNorMoreThanEnglish(Locale language) {
        assertThat(bundle(language).stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(ENGLISH.stringPropertyNames());
    }

    @ParameterizedTest
    @MethodSource("languages")
    void fillsInWhatEnglishFillsIn(Locale language) {
        var translated = bundle(language);
        var mismatched = new TreeMap<String, String>();
        ENGLISH.stringPropertyNames().stream()
                .filter(translated::containsKey)
                .filter(key -> !arguments(ENGLISH.getProperty(key)).equals(arguments(translated.getProperty(key))))
                .forEach(key -> mismatched.put(key, translated.getProperty(key)));

        assertThat(mismatched).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("languages")
    void hasAWordForEveryPluralOfTheLanguage(Locale language) {
        var rules = PluralRules.forLocale(language);
        var incomplete = new TreeMap<String, Set<String>>();
        bundle(language).forEach((key, text) -> {
            var missing = missingPlurals(text.toString(), rules);
            if (!missing.isEmpty()) {
                incomplete.put(key.toString(), missing);
            }
        });

        assertThat(incomplete).isEmpty();
    }

    /** Who says a name to a button says what they see of it. */
    @ParameterizedTest
    @MethodSource("languages")
    void labelsHoldTheWordsThatAreSeen(Locale language) {
        var texts = bundle(language);
        var others = new TreeMap<String, String>();
        LABELLED.forEach((label, seen) -> {
            if (!words(texts.getProperty(label)).contains(words(texts.getProperty(seen)))) {
                others.put(texts.getProperty(seen), texts.getProperty(label));
            }
        });

        assertThat(LABELLED).containsKeys("rules.group.remove.of", "link.know.of");
        assertThat(others).isEmpty();
    }

    /** The keys of what is seen, by those of what is said instead, as templates and actions have them side by side. */
    private static Map<String, String> labelled() {
        var labelled = new TreeMap<String, String>();
        in("src/main/resources/templates", ".html")
                .map(TextFiles::text)
                .forEach(text -> LABEL_AND_TEXT
                        .matcher(text)
                        .results()
                        .forEach(found -> labelled.put(found.group(1), found.group(2))));
        in("src/main/java", ".java")
                .map(TextFiles::text)
                .forEach(text -> TEXT_AND_LABEL
                        .matcher(text)
                        .results()
                        .forEach(found -> labelled.put(found.group(2), found.group(1))));
        return labelled;
    }

    private static String words(String text) {
        return text.replaceAll("\\{\\d}", "#").toLowerCase(Locale.ROOT);
    }

    private static Set<String> arguments(String text) {
        var pattern = new MessagePattern(text);
        var arguments = new TreeSet<String>();
        for (int i = 0; i < pattern.countParts(); i++) {
            if (pattern.getPartType(i) == Part.Type.ARG_NUMBER) {
                arguments.add(pattern.getSubstring(pattern.getPart(i)));
            }
        }
        return arguments;
    }

    /** The plurals of whole numbers below a thousand that no branch of its own is for, where there are branches. */
    private static Set<String> missingPlurals(String text, PluralRules rules) {
        var pattern = new MessagePattern(text);
        var missing = new TreeSet<String>();
        for (int i = 0; i < pattern.countParts(); i++) {
            var part = pattern.getPart(i);
            if (part.getType() == Part.Type.ARG_START && part.getArgType() == ArgType.PLURAL) {
                missing.addAll(missingIn(branches(pattern, i), rules));
            }
        }
        return missing;
    }

    @Test
    void aRegionHasOnlyPatternsOfDates() {
        assertThat(read("messages_en_US.properties").stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(ENGLISH.stringPropertyNames().stream()
                        .filter(key -> ENGLISH.getProperty(key).matches(".*\\b[uy]{4}\\b.*"))
                        .toList());
    }

    private static Set<String> missingIn(Set<String> branches, PluralRules rules) {
        var missing = new TreeSet<String>();
        var enumerated = branches.stream().allMatch(branch -> branch.startsWith("=") || branch.equals("other"));
        for (int number = 0; number < 1_000 && !enumerated; number++) {
            var plural = rules.select(number);
            if (!branches.contains(plural) && !branches.contains("=" + number)) {
                missing.add(plural);
            }
        }
        return missing;
    }

    /** The selectors of one argument, such as {@code =0}, {@code one} and {@code other}. */
    private static Set<String> branches(MessagePattern pattern, int start) {
        var branches = new TreeSet<String>();
        for (int i = start + 1; i < pattern.getLimitPartIndex(start); i++) {
            var part = pattern.getPart(i);
            if (part.getType() == Part.Type.ARG_SELECTOR) {
                branches.add(pattern.getSubstring(part));
            } else if (part.getType() == Part.Type.MSG_START) {
                i = pattern.getLimitPartIndex(i);
            }
        }
        return branches;
    }

    private static Properties bundle(Locale language) {
        return language.equals(Languages.SUPPORTED.get(0))
                ? ENGLISH
                : read("messages_" + language.toLanguageTag() + ".properties");
    }

    private static Properties read(String file) {
        var texts = new Properties();
        try (var reader = Files.newBufferedReader(FOLDER.resolve(file))) {
            texts.load(reader);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return texts;
    }
}
