package org.sneakyklaus.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A participant's text in which web addresses are links, up to the first fifty.
 *
 * @param parts the whole text, in order
 */
public record LinkedText(List<Part> parts) {

    /** @param link whether the text is an {@code http} or {@code https} address and nothing else */
    public record Part(String text, boolean link) {

        /**
         * Returns the address as a form sends it, padded with blanks, so that the length sent does not reveal whose
         * gift ideas contain it.
         */
        public String padded() {
            var sent = URLEncoder.encode(text, UTF_8).length();
            return text + " ".repeat(SENT - 1 - (sent - 1) % SENT);
        }
    }

    /** Longer addresses than this, as forms send them, are rare; they take a multiple of it. */
    private static final int SENT = 1000;

    private static final int MOST_LINKS = 50;

    /** Excludes a trailing end of sentence or bracket. */
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

    /** Returns the addresses that are links. */
    public List<String> links() {
        return parts.stream().filter(Part::link).map(Part::text).toList();
    }

    @Override
    public String toString() {
        return "a text of " + parts.size() + " parts";
    }
}
