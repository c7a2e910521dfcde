package org.sneakyklaus.participation;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.sneakyklaus.support.CommonPasswords;
import org.sneakyklaus.support.RuleViolation;

/**
 * The word that opens a personal link: 6 to 64 characters. Case, spaces around it, and the way a letter is composed do
 * not count, since phones change all three.
 *
 * @param text as it is compared
 */
record Word(String text) {

    private static final int SHORTEST = 6;
    private static final int LONGEST = 64;

    /** Returns a typed word, whether it may be chosen or not. */
    static Word typed(String text) {
        return new Word(Normalizer.normalize(text, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT));
    }

    /**
     * Refuses a word that is too short, too long, or easily guessed.
     *
     * @param known the names that are on every page of the exchange
     * @throws RuleViolation on {@code word}
     */
    void refuseWeak(Stream<String> known) {
        var length = text.codePointCount(0, text.length());
        if (length < SHORTEST || length > LONGEST) {
            throw RuleViolation.onField("word", "link.word.length", SHORTEST, LONGEST);
        }
        var plain = CommonPasswords.plain(text);
        if (CommonPasswords.contain(text) || plain.codePoints().distinct().count() < 3) {
            throw RuleViolation.onField("word", "link.word.common");
        }
        var letters = plain.replaceAll("\\P{L}", "");
        if (known.flatMap(Word::parts).anyMatch(name -> name.equals(plain) || name.equals(letters))) {
            throw RuleViolation.onField("word", "link.word.known");
        }
    }

    /** Returns a name and each word of it, as they are compared. */
    private static Stream<String> parts(String name) {
        return Stream.concat(Stream.of(name), Arrays.stream(name.split("\\P{L}+")))
                .map(part -> CommonPasswords.plain(typed(part).text()))
                .filter(part -> !part.isEmpty());
    }

    @Override
    public String toString() {
        return "***";
    }
}
