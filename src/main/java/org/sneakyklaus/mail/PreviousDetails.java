package org.sneakyklaus.mail;

import java.time.ZonedDateTime;

/** How the date and the budget of an exchange stood before they changed; what an e-mail about it keeps as its detail. */
record PreviousDetails(ZonedDateTime date, String budget) {

    /** @param detail what {@link #detail()} made */
    static PreviousDetails of(String detail) {
        var end = detail.indexOf('\n');
        return new PreviousDetails(ZonedDateTime.parse(detail.substring(0, end)), detail.substring(end + 1));
    }

    String detail() {
        return date + "\n" + budget;
    }
}
