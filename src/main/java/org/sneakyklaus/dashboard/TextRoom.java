package org.sneakyklaus.dashboard;

import java.util.List;
import java.util.function.ToIntFunction;
import org.sneakyklaus.participation.ParticipantView;

/**
 * How many bytes of a page the texts of somebody may take: at least as many as those of anybody who takes part, so that
 * it is the same whoever it is.
 */
final class TextRoom {

    /** For what else differs between people: news, what a button says, what was typed and is wrong. */
    private static final int FIXED = 4096;
    /** What a page writes around an address that can be followed. */
    private static final int AROUND_LINK = 100;
    /** The longest that a character becomes when it is escaped: a quotation mark. */
    private static final int ESCAPED = 6;

    private TextRoom() {}

    /** Of their own page, on which nobody else stands. */
    static int ofOwn(List<ParticipantView> people) {
        return FIXED
                + most(people, one -> 2 * bytes(one.name()) + bytes(one.email().value()) + ideas(one));
    }

    /** Of the one whom they give to. */
    static int ofRecipient(List<ParticipantView> people) {
        return most(people, one -> bytes(one.name()) + ideas(one));
    }

    /** Of the page between an address and where it leads. */
    static int ofLink(List<ParticipantView> people) {
        return FIXED
                + 2
                        * most(
                                people,
                                one -> LinkedText.of(one.giftIdeas()).links().stream()
                                        .mapToInt(TextRoom::bytes)
                                        .max()
                                        .orElse(0));
    }

    private static int ideas(ParticipantView person) {
        return LinkedText.of(person.giftIdeas()).parts().stream()
                .mapToInt(part -> bytes(part.text()) + (part.link() ? AROUND_LINK + bytes(part.padded()) : 0))
                .sum();
    }

    private static int most(List<ParticipantView> people, ToIntFunction<ParticipantView> bytes) {
        return people.stream().mapToInt(bytes).max().orElse(0);
    }

    /** In UTF-8, or more. */
    private static int bytes(String text) {
        return text.chars()
                .map(one -> one >= 0x800 ? 3 : one >= 0x80 ? 2 : "<>&\"'".indexOf(one) < 0 ? 1 : ESCAPED)
                .sum();
    }
}
