package org.sneakyklaus.support.language;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.util.StringUtils;

/** The supported languages. */
public final class Languages {

    /** Every language with a complete message bundle; the first is the fallback. */
    public static final List<Locale> SUPPORTED = List.of(
            Locale.ENGLISH,
            Locale.GERMAN,
            Locale.FRENCH,
            Locale.forLanguageTag("es"),
            Locale.forLanguageTag("nl"),
            Locale.ITALIAN,
            Locale.forLanguageTag("pt"),
            Locale.forLanguageTag("pl"));

    /** Regions that write dates differently; their bundles contain only the patterns. */
    private static final List<Locale> REGIONS = List.of(Locale.US);

    private static final Map<String, String> NAMES = names(SUPPORTED.stream());

    private Languages() {}

    /** Returns the languages by their own names, by tag. */
    public static Map<String, String> names() {
        return NAMES;
    }

    /** Returns the languages by their own names, by tag, including those of a region. */
    public static Map<String, String> namesWithRegions() {
        return names(all());
    }

    /** Returns the supported language of a tag such as {@code en} or {@code en-US}; empty if there is none. */
    public static Optional<Locale> byTag(String tag) {
        return all().filter(language -> language.toLanguageTag().equals(tag)).findFirst();
    }

    /**
     * Returns the language with the reader's region, if dates are written differently there.
     *
     * @param preferred what the reader's browser asks for, most wanted first
     */
    public static Locale inRegion(Locale language, List<Locale> preferred) {
        return preferred.stream()
                .filter(locale -> locale.getLanguage().equals(language.getLanguage()))
                .findFirst()
                .filter(REGIONS::contains)
                .orElse(language);
    }

    private static Stream<Locale> all() {
        return SUPPORTED.stream()
                .flatMap(language -> Stream.concat(
                        Stream.of(language),
                        REGIONS.stream().filter(region -> region.getLanguage().equals(language.getLanguage()))));
    }

    private static Map<String, String> names(Stream<Locale> languages) {
        var names = new LinkedHashMap<String, String>();
        languages.forEach(language ->
                names.put(language.toLanguageTag(), StringUtils.capitalize(language.getDisplayName(language))));
        return Collections.unmodifiableMap(names);
    }
}
