package org.sneakyklaus.exchange;

import java.time.ZonedDateTime;

/**
 * What the organiser wrote to all participants.
 *
 * @param at when, in the exchange's time zone
 */
public record AnnouncementView(ZonedDateTime at, String text) {

    @Override
    public String toString() {
        return "announcement of " + at;
    }
}
