package org.sneakyklaus.mail;

import java.time.ZonedDateTime;

/** The date and the budget of an exchange before they changed, stored as the detail of an email about it. */
record PreviousDetails(ZonedDateTime date, String budget) {

    /** @param detail the result of {@link #detail()} */
    static PreviousDetails of(String detail) {
        var end = detail.indexOf('\n');
        return new PreviousDetails(ZonedDateTime.parse(detail.substring(0, end)), detail.substring(end + 1));
    }

    String detail() {
        return date + "\n" + budget;
    }
}
