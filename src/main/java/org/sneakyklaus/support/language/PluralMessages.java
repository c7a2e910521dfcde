package org.sneakyklaus.support.language;

import com.ibm.icu.text.MessageFormat;
import java.nio.charset.StandardCharsets;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.stereotype.Component;

/**
 * Provides the texts of the bundles in ICU syntax: the JDK's knows two plural forms, and Polish has three.
 *
 * @see <a href="https://unicode-org.github.io/icu/userguide/format_parse/messages/">Formatting messages</a>
 */
@Component("messageSource")
public final class PluralMessages extends ResourceBundleMessageSource {

    /** Creates the source of the bundles named {@code messages}. */
    public PluralMessages() {
        setBasename("messages");
        setDefaultEncoding(StandardCharsets.UTF_8.name());
        // Unsupported languages fall back to English, not to the machine's language.
        setFallbackToSystemLocale(false);
    }

    @Override
    protected @Nullable String getMessageInternal(
            @Nullable String code, Object @Nullable [] arguments, @Nullable Locale locale) {
        if (code == null || arguments == null || arguments.length == 0) {
            return super.getMessageInternal(code, arguments, locale);
        }
        var language = locale == null ? Locale.ROOT : locale;
        var text = resolveCodeWithoutArguments(code, language);
        return text == null ? null : new MessageFormat(text, language).format(filledIn(arguments, language));
    }

    /** Converts times to text, each in its own pattern; ICU would use another. */
    private Object[] filledIn(Object[] arguments, Locale language) {
        return Stream.of(resolveArguments(arguments, language))
                .map(argument -> argument instanceof TemporalAccessor ? argument.toString() : argument)
                .toArray();
    }
}
