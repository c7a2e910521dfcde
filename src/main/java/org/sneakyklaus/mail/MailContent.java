package org.sneakyklaus.mail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an e-mail says, before it becomes text and HTML; all of it in the reader's language.
 *
 * @param facts what one looks up later: date, budget
 * @param button the one thing to do, or null when there is nothing
 * @param code does the same as the button, when it is typed; or null when there is none
 * @param links further things that one may do
 * @param reason why one gets this e-mail, and what to do about it
 * @param stop ends e-mails of this kind at once, or null when that cannot be done by a link
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

    /** @param label where to type it, and for how long */
    record Code(String label, String digits) {

        @Override
        public String toString() {
            return "***";
        }
    }

    /** @param label what it does, in words */
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
