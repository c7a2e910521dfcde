package org.sneakyklaus.support.language;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.util.StringUtils;

/** The languages that the product speaks. */
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

    /** What each of them calls itself, by its tag. */
    public static Map<String, String> names() {
        var names = new LinkedHashMap<String, String>();
        SUPPORTED.forEach(language ->
                names.put(language.toLanguageTag(), StringUtils.capitalize(language.getDisplayLanguage(language))));
        return names;
    }

    /** The supported language of a tag such as {@code en}, if there is one. */
    public static Optional<Locale> byTag(String tag) {
        return SUPPORTED.stream().filter(l -> l.toLanguageTag().equals(tag)).findFirst();
    }
}
