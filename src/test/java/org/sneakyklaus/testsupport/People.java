package org.sneakyklaus.testsupport;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Finds people in whatever was written. Their names are words that stand nowhere else, and part of their addresses and
 * gift ideas; their ids are so long that none is met by chance.
 */
public final class People {

    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{8,}");

    private final Map<String, Long> idByName = new TreeMap<>();

    public void add(String name, long id) {
        idByName.put(name, id);
    }

    public long id(String name) {
        return Objects.requireNonNull(idByName.get(name));
    }

    public String name(long id) {
        return idByName.keySet().stream()
                .filter(name -> id(name) == id)
                .findFirst()
                .orElseThrow();
    }

    /** Who is named: by name, or by id in digits, in hexadecimal ones or as bytes; each also within Base64. */
    public Set<String> in(String text) {
        var found = new TreeSet<String>();
        addPlain(text, found);
        BASE64.matcher(text)
                .results()
                .forEach(token -> decoded(token.group()).forEach(plain -> addPlain(plain, found)));
        return found;
    }

    private void addPlain(String text, Set<String> found) {
        var lower = text.toLowerCase(Locale.ROOT);
        idByName.forEach((name, id) -> {
            if (lower.contains(name.toLowerCase(Locale.ROOT))
                    || lower.contains(Long.toString(id))
                    || lower.contains(Long.toHexString(id))
                    || text.contains(bytes(id))) {
                found.add(name);
            }
        });
    }

    private static String bytes(long id) {
        var bytes = ByteBuffer.allocate(Long.BYTES).putLong(id).array();
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** What a token may be in plain, wherever within it the encoded text begins. */
    private static List<String> decoded(String token) {
        var url = token.replace('+', '-').replace('/', '_');
        return List.of(decoded(url, 0), decoded(url, 1), decoded(url, 2), decoded(url, 3));
    }

    private static String decoded(String token, int start) {
        var end = token.length() - (token.length() - start) % 4;
        var bytes = Base64.getUrlDecoder().decode(token.substring(start, end));
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
