package org.sneakyklaus.mail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content of an email before it becomes text and HTML, all in the reader's language.
 *
 * @param facts details to look up later: date, budget
 * @param button the main action, or null if there is none
 * @param code does the same as the button when typed in, or null if there is none
 * @param links further actions
 * @param reason why the reader gets this email, and what to do about it
 * @param stop ends emails of this kind at once, or null if no link can do that
 */
record MailContent(
        String language,
        String subject,
        String greeting,
        List<String> paragraphs,
        List<Fact> facts,
        @Nullable Link button,
        @Nullable Code code,
        List<Link> links,
        String reason,
        @Nullable Link stop) {

    record Fact(String label, String value) {}

    /** @param label where to type it, and how long it is valid */
    record Code(String label, String digits) {

        @Override
        public String toString() {
            return "***";
        }
    }

    /** @param label the text of the link */
    record Link(String label, String url) {

        @Override
        public String toString() {
            return "***";
        }
    }

    @Override
    public String toString() {
        return "***";
    }
}
