package org.sneakyklaus.support.language;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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

    private Languages() {}

    /** Returns the languages by their own names, by tag. */
    public static Map<String, String> names() {
        var names = new LinkedHashMap<String, String>();
        SUPPORTED.forEach(language ->
                names.put(language.toLanguageTag(), StringUtils.capitalize(language.getDisplayLanguage(language))));
        return names;
    }

    /** Returns the supported language of a tag such as {@code en}; empty if there is none. */
    public static Optional<Locale> byTag(String tag) {
        return SUPPORTED.stream().filter(l -> l.toLanguageTag().equals(tag)).findFirst();
    }
}
