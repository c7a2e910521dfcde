package org.sneakyklaus.mail;

import java.text.BreakIterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes what people typed fit for an email: short lines that no mail program turns into a link. Anyone can register
 * any address with any name. A name such as {@code www.win-a-car.example} would otherwise be an advertisement from this
 * site, with a working link.
 */
final class UserText {

    private static final int MAX_LENGTH = 60;
    private static final String ZERO_WIDTH_SPACE = "\u200b";
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cn}\\p{Co}\\p{Cs}\\p{Zl}\\p{Zp}]+");
    // These change the direction of the text that follows, our own included.
    private static final Pattern DIRECTION = Pattern.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]");
    // A dot within a word (those of other scripts lead to domains too), unless it is part of a number; and whatever
    // begins an address, such as https://, \\server or //host.
    private static final Pattern LINK = Pattern.compile("(?<=[^\\s\\p{N}])[.\u3002\uff0e\uff61](?=[\\p{L}\\p{N}\\p{S}])"
            + "|(?<=\\p{N})[.\u3002\uff0e\uff61](?=[\\p{L}\\p{S}])"
            + "|:(?=[/\\\\])|[/\\\\](?=[/\\\\])");

    private static final Pattern ADDRESS_OR_LINK =
            Pattern.compile("[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+|" + LINK.pattern());

    private UserText() {}

    /** Returns one line of at most 60 characters, cut between letters, without a link. */
    static String of(String typed) {
        return unlinked(shortened(cleaned(typed)));
    }

    /**
     * Returns how to contact the organiser: as {@link #of}, but of any length, and an email address stays intact for
     * copying.
     */
    static String contact(String typed) {
        return ADDRESS_OR_LINK.matcher(cleaned(typed)).replaceAll(found -> {
            var text = Matcher.quoteReplacement(found.group());
            return found.group().contains("@") ? text : text + ZERO_WIDTH_SPACE;
        });
    }

    /** Returns the lines of a longer text, without empty ones, each as {@link #contact}. */
    static List<String> lines(String typed) {
        return typed.lines()
                .map(UserText::contact)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static String cleaned(String typed) {
        return DIRECTION
                .matcher(CONTROL.matcher(typed).replaceAll(" "))
                .replaceAll("")
                .strip();
    }

    private static String unlinked(String line) {
        return LINK.matcher(line).replaceAll("$0" + ZERO_WIDTH_SPACE);
    }

    private static String shortened(String line) {
        if (line.length() <= MAX_LENGTH) {
            return line;
        }
        // Never splits an emoji or a letter with its accents.
        var factory = BreakIterator.getCharacterInstance(Locale.ROOT);
        factory.setText(line);
        return line.substring(0, factory.preceding(MAX_LENGTH)) + "…";
    }
}
