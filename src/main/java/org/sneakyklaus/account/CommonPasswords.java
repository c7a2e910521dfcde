package org.sneakyklaus.account;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.springframework.core.io.ClassPathResource;

/**
 * Passwords that whoever guesses tries first: runs, ways over the keyboard, and words doubled or with a year, as far as
 * they are long enough to be allowed otherwise. The file has them in lower case, without anything between the words.
 */
final class CommonPasswords {

    private static final Set<String> ALL = read();

    private CommonPasswords() {}

    /** Whether it is one of them, in whatever case and with whatever between and around the words. */
    static boolean contain(String password) {
        return ALL.contains(password.toLowerCase(Locale.ROOT)) || ALL.contains(plain(password));
    }

    /** The letters and digits alone, in lower case. */
    static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    private static Set<String> read() {
        try {
            var text = new ClassPathResource("common-passwords.txt").getContentAsString(StandardCharsets.UTF_8);
            return new HashSet<>(Arrays.asList(text.split("\n")));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the list of common passwords", e);
        }
    }
}
