package org.sneakyklaus.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.springframework.core.io.ClassPathResource;

/**
 * The passwords that attackers try first, of six characters and more: runs, keyboard patterns, and words
 * doubled or with a year. The file has them in lower case, without separators between words.
 */
public final class CommonPasswords {

    private static final Set<String> ALL = read();

    private CommonPasswords() {}

    /** Returns whether it is one of them, ignoring case and whatever is between and around the words. */
    public static boolean contain(String password) {
        return ALL.contains(password.toLowerCase(Locale.ROOT)) || ALL.contains(plain(password));
    }

    /** Returns only the letters and digits, in lower case. */
    public static String plain(String text) {
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
