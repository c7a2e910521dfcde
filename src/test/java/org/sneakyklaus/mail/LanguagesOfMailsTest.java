package org.sneakyklaus.mail;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sneakyklaus.outbox.transport.MailMessage;
import org.sneakyklaus.support.language.Languages;

/** Each e-mail in each language: the words are others, what is told is the same. */
class LanguagesOfMailsTest {

    private static final Map<String, MailMessage> ENGLISH = MailSamples.all();

    private static Stream<Locale> translations() {
        return Languages.SUPPORTED.stream().skip(1);
    }

    @ParameterizedTest
    @MethodSource("translations")
    void tellsTheSameInOtherWords(Locale language) {
        MailSamples.in(language).forEach((name, mail) -> {
            var english = requireNonNull(ENGLISH.get(name));
            assertThat(mail.html()).as(name).contains("lang=\"" + language.toLanguageTag() + "\"");
            assertThat(mail.text()).as(name).isNotEqualTo(english.text()).doesNotContain("{", "}");
            assertThat(mail.subject()).as(name).isNotBlank().doesNotContain("{", "}");
            assertThat(linksOf(mail)).as(name).isEqualTo(linksOf(english));
            assertThat(linesOf(mail)).as(name).isEqualTo(linesOf(english));
        });
    }

    private static List<String> linksOf(MailMessage mail) {
        return mail.text()
                .lines()
                .filter(line -> line.startsWith(MailDesk.SITE))
                .toList();
    }

    private static long linesOf(MailMessage mail) {
        return mail.text().lines().count();
    }
}
