package org.sneakyklaus.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A text of somebody's in which web addresses can be followed.
 *
 * @param parts the whole text, in its order
 */
public record LinkedText(List<Part> parts) {

    /** @param link whether the text is an address, of {@code http} or {@code https} and nothing else */
    public record Part(String text, boolean link) {}

    /** Without what ends a sentence or a bracket behind it. */
    private static final Pattern ADDRESS =
            Pattern.compile("https?://[^\\s<>\"]*[^\\s<>\".,;:!?)\\]}'’”»]", Pattern.CASE_INSENSITIVE);

    static LinkedText of(String text) {
        var parts = new ArrayList<Part>();
        var addresses = ADDRESS.matcher(text);
        int end = 0;
        while (addresses.find()) {
            parts.add(new Part(text.substring(end, addresses.start()), false));
            parts.add(new Part(addresses.group(), true));
            end = addresses.end();
        }
        parts.add(new Part(text.substring(end), false));
        return new LinkedText(List.copyOf(parts));
    }

    @Override
    public String toString() {
        return "a text of " + parts.size() + " parts";
    }
}
