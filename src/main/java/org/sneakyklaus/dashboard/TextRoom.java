package org.sneakyklaus.dashboard;

import java.util.List;
import java.util.function.ToIntFunction;
import org.sneakyklaus.participation.ParticipantView;

/**
 * Calculates how many bytes of a page a participant's texts may take: at least as many as those of any other
 * participant, so that it is the same for all.
 */
final class TextRoom {

    /** For everything else that differs between participants: news, button labels, rejected input. */
    private static final int FIXED = 4096;
    /** What a page writes around a link. */
    private static final int AROUND_LINK = 100;
    /** The greatest length of an escaped character: a quotation mark. */
    private static final int ESCAPED = 6;

    private TextRoom() {}

    /** For the participant's own page, which shows no one else. */
    static int ofOwn(List<ParticipantView> people) {
        return FIXED
                + most(people, one -> 2 * bytes(one.name()) + bytes(one.email().value()) + ideas(one));
    }

    /** For the person they drew. */
    static int ofRecipient(List<ParticipantView> people) {
        return most(people, one -> bytes(one.name()) + ideas(one));
    }

    /** For the page between a link and its target. */
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

    /** Length in UTF-8, or more. */
    private static int bytes(String text) {
        return text.chars()
                .map(one -> one >= 0x800 ? 3 : one >= 0x80 ? 2 : "<>&\"'".indexOf(one) < 0 ? 1 : ESCAPED)
                .sum();
    }
}
