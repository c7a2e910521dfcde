package org.sneakyklaus.dashboard.web;

import java.util.ArrayList;
import java.util.List;

/** What the organiser sees of a person at a glance. */
enum PersonBadge {
    LINK_UNOPENED("link.unopened", "warning"),
    LINK_UNKNOWN("link.unknown", "warning"),
    CONFIRMED("person.confirmed", "success"),
    UNCONFIRMED("person.unconfirmed", "warning"),
    ADDED("person.added.badge", "neutral"),
    NAMESAKE("person.namesake", "info"),
    LEAVE_REQUESTED("person.leaveRequested", "danger");

    private final String text;
    private final String tone;

    PersonBadge(String text, String tone) {
        this.text = text;
        this.tone = tone;
    }

    /** @param beforeDraw after the draw the organiser does not learn whether a link was opened */
    static List<PersonBadge> of(ExchangePage.Person person, boolean beforeDraw) {
        var participant = person.participant();
        var badges = new ArrayList<PersonBadge>();
        var shown = participant.showsConfirmation(beforeDraw);
        if (!participant.linked()) {
            if (shown) {
                badges.add(participant.confirmed() ? CONFIRMED : UNCONFIRMED);
            }
            if (participant.addedByAdmin()) {
                badges.add(ADDED);
            }
        } else {
            if (shown && !participant.confirmed()) {
                badges.add(LINK_UNOPENED);
            }
            if (!participant.addedByAdmin()) {
                badges.add(LINK_UNKNOWN);
            } else if (shown && participant.confirmed()) {
                badges.add(CONFIRMED);
            }
        }
        if (person.namesake()) {
            badges.add(NAMESAKE);
        }
        if (participant.leaveRequested()) {
            badges.add(LEAVE_REQUESTED);
        }
        return badges;
    }

    public String text() {
        return text;
    }

    public String tone() {
        return tone;
    }
}
