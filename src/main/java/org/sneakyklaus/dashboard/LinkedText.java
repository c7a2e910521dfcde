package org.sneakyklaus.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A text of somebody's in which web addresses can be followed, the first fifty of them.
 *
 * @param parts the whole text, in its order
 */
public record LinkedText(List<Part> parts) {

    /** @param link whether the text is an address, of {@code http} or {@code https} and nothing else */
    public record Part(String text, boolean link) {

        /**
         * The address as a form sends it: with blanks at its end, so that by the length of what is sent nobody learns
         * whose ideas it stands in.
         */
        public String padded() {
            var sent = URLEncoder.encode(text, UTF_8).length();
            return text + " ".repeat(SENT - 1 - (sent - 1) % SENT);
        }
    }

    /** Longer addresses than this, as forms send them, are rare; they take a multiple of it. */
    private static final int SENT = 1000;

    private static final int MOST_LINKS = 50;

    /** Without what ends a sentence or a bracket behind it. */
    private static final Pattern ADDRESS =
            Pattern.compile("https?://[^\\s<>\"]*[^\\s<>\".,;:!?)\\]}'’”»]", Pattern.CASE_INSENSITIVE);

    static LinkedText of(String text) {
        var parts = new ArrayList<Part>();
        var addresses = ADDRESS.matcher(text);
        int end = 0;
        for (int links = 0; links < MOST_LINKS && addresses.find(); links++) {
            parts.add(new Part(text.substring(end, addresses.start()), false));
            parts.add(new Part(addresses.group(), true));
            end = addresses.end();
        }
        parts.add(new Part(text.substring(end), false));
        return new LinkedText(List.copyOf(parts));
    }

    /** The addresses that can be followed. */
    public List<String> links() {
        return parts.stream().filter(Part::link).map(Part::text).toList();
    }

    @Override
    public String toString() {
        return "a text of " + parts.size() + " parts";
    }
}
