package org.sneakyklaus.dashboard;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.draw.NameList;
import org.sneakyklaus.draw.RevealStatus;
import org.sneakyklaus.exchange.Activity.Happening;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.participation.ListedName;
import org.sneakyklaus.participation.ParticipantView;
import org.sneakyklaus.participation.PersonalLinks;
import org.springframework.context.MessageSourceResolvable;

/**
 * A participant's page.
 *
 * @param days whole days until the exchange in its time zone, negative once it is past
 * @param joined how many have confirmed
 * @param names the names of all of them, in order; empty if they are too many for this page
 * @param look what they know of their draw
 * @param canBeWorkedOut whether the group may be able to work out who drew whom
 * @param joinedLate whether all that may be worked out is who people drew who joined after the draw, by those who
 *     give to them
 * @param doubtfulSince since when a name may have been shown that is no longer stored, because a backup was
 *     restored; else null
 * @param giver whose gift is uncovered, they themselves or one they look after; null while covered
 * @param recipient the person the giver drew, only in answer to the click; null while covered
 * @param people those they look after
 * @param link of one who signs in with a personal link, else null
 * @param withoutWord the names of those who were drawn before they chose the word of their link
 * @param nameById the names of those in the history
 * @param announcements the newest first
 * @param nextTime whether they are invited to the next exchange; null unless they take part by email
 * @param organisers whether they may let the organiser’s account open this page
 * @param room by how many bytes the page may differ from those for other participants of the exchange
 */
public record ParticipantPage(
        ExchangeView exchange,
        ParticipantView me,
        long days,
        int joined,
        List<ListedName> names,
        RevealStatus look,
        boolean canBeWorkedOut,
        boolean joinedLate,
        @Nullable ZonedDateTime doubtfulSince,
        @Nullable ParticipantView giver,
        @Nullable ParticipantView recipient,
        List<Announcement> announcements,
        List<Charge> people,
        PersonalLinks.@Nullable Standing link,
        List<String> withoutWord,
        List<Happening> history,
        Map<Long, String> nameById,
        @Nullable NextInvitation nextTime,
        boolean organisers,
        int room) {

    /**
     * A person they look after.
     *
     * @param handle stands for the person in addresses
     * @param look what the person, that is the reader, knows of their draw
     */
    public record Charge(String handle, ParticipantView person, RevealStatus look) {

        /** Returns the person's gift ideas. */
        public LinkedText ideas() {
            return LinkedText.of(person.giftIdeas());
        }
    }

    /** Returns the names of those drawn without a word, as a part of a sentence. */
    public MessageSourceResolvable withoutWordInWords() {
        return NameList.of(withoutWord);
    }

    /**
     * What is kept for the next exchange.
     *
     * @param until when their wish to be invited is deleted, or null if they have none
     * @param offered whether they may have this wish, or renew it for longer
     * @param token for a link that takes it back, or null if there is nothing to take back
     */
    public record NextInvitation(
            @Nullable ZonedDateTime until,
            boolean offered,
            @Nullable String token) {

        @Override
        public String toString() {
            return "***";
        }
    }

    /** What the organiser wrote to all, and when, in the exchange's time zone. */
    public record Announcement(ZonedDateTime at, LinkedText text) {}

    /** Returns the gift ideas of the person they drew. Requires that the name is uncovered. */
    public LinkedText ideas() {
        return LinkedText.of(Objects.requireNonNull(recipient).giftIdeas());
    }

    /** Returns their own gift ideas. */
    public LinkedText ownIdeas() {
        return LinkedText.of(me.giftIdeas());
    }

    @Override
    public String toString() {
        return "page of " + me;
    }
}
