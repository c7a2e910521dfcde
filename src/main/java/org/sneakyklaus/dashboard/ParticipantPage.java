package org.sneakyklaus.dashboard;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.draw.RevealStatus;
import org.sneakyklaus.exchange.ExchangeHistory.Happening;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.participation.ParticipantView;

/**
 * A participant's page.
 *
 * @param days whole days until the exchange in its time zone, negative once it is past
 * @param joined the names of everybody who has confirmed
 * @param look what they know of their draw
 * @param canBeWorkedOut whether the group may be able to work out who gives to whom
 * @param joinedLate whether somebody joined after the draw, so that whoever gives to them may work out whom they drew
 * @param doubtfulSince since when a name may have been shown that is no longer stored, as a backup was restored; else null
 * @param recipient whom they give to, only in answer to the click; null while covered
 * @param room how many bytes of the page may differ from those for anybody else in the exchange
 */
public record ParticipantPage(
        ExchangeView exchange,
        ParticipantView me,
        long days,
        List<String> joined,
        RevealStatus look,
        boolean canBeWorkedOut,
        boolean joinedLate,
        @Nullable ZonedDateTime doubtfulSince,
        @Nullable ParticipantView recipient,
        List<Happening> history,
        int room) {

    /** The gift ideas of whom they give to; asked for only while these are uncovered. */
    public LinkedText ideas() {
        return LinkedText.of(Objects.requireNonNull(recipient).giftIdeas());
    }

    /** Their own gift ideas. */
    public LinkedText ownIdeas() {
        return LinkedText.of(me.giftIdeas());
    }

    @Override
    public String toString() {
        return "page of " + me;
    }
}
