package org.sneakyklaus.testsupport;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.exchange.PersonalLinkPolicy;
import org.sneakyklaus.exchange.Theme;
import org.sneakyklaus.participation.ParticipantView;
import org.sneakyklaus.participation.Way;
import org.sneakyklaus.support.EmailAddress;

/** What other modules see of an exchange and its people, without a database. */
public final class Views {

    private Views() {}

    /** The exchange 42, for eight people. */
    public static ExchangeView exchange(
            ExchangeState state, @Nullable ZonedDateTime close, ZonedDateTime date, List<Integer> reminderDays) {
        return new ExchangeView(
                42,
                0,
                "abcdefghjkmn",
                "Family Christmas",
                "",
                false,
                "",
                8,
                close,
                date,
                reminderDays,
                Locale.ENGLISH,
                Theme.CHRISTMAS,
                "Nora",
                "nora@example.org",
                "series",
                false,
                false,
                false,
                PersonalLinkPolicy.ORGANISER,
                state,
                1,
                null,
                null);
    }

    /** Takes part by e-mail, confirmed. */
    public static ParticipantView participant(long id, String name, Instant registered) {
        return new ParticipantView(
                id,
                1,
                name,
                Way.EMAIL,
                new EmailAddress("p" + id + "@example.org"),
                null,
                "",
                true,
                false,
                true,
                false,
                false,
                false,
                registered);
    }
}
