package org.sneakyklaus.dashboard.web;

import java.util.ArrayList;
import java.util.List;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.exchange.PersonalLinkPolicy;

/** What the organiser can do with a person until the draw. */
enum PersonAction {
    CORRECT("edit", true, "person.correct", "person.correct.of"),
    RESEND("resend", false, "person.resend", "person.resend.of"),
    KNOW("known", false, "link.know", "link.know.of"),
    WAY("way", true, "person.way", "person.way.of"),
    LINK("link", true, "person.way.LINK", "link.of"),
    REMOVE("remove", false, "person.remove", "person.remove.of");

    private final String path;
    private final boolean page;
    private final String text;
    private final String label;

    PersonAction(String path, boolean page, String text, String label) {
        this.path = path;
        this.page = page;
        this.text = text;
        this.label = label;
    }

    /** @param sendsNothing whether the site sends no email */
    static List<PersonAction> of(ExchangePage.Person person, ExchangeView exchange, boolean sendsNothing) {
        var participant = person.participant();
        var isDraft = exchange.state() == ExchangeState.DRAFT;
        var actions = new ArrayList<PersonAction>();
        if (participant.mailed() && !participant.confirmed()) {
            actions.add(CORRECT);
            if (!isDraft) {
                actions.add(RESEND);
            }
        }
        if (participant.linked() && !participant.addedByAdmin()) {
            actions.add(KNOW);
        }
        if (participant.lookedAfter()
                && (exchange.personalLinks() != PersonalLinkPolicy.NONE || (!isDraft && !sendsNothing))) {
            actions.add(WAY);
        }
        if (participant.linked()) {
            actions.add(LINK);
        }
        actions.add(REMOVE);
        return actions;
    }

    /** The last part of its address. */
    public String path() {
        return path;
    }

    /** Whether it leads to a page of its own instead of acting at once. */
    public boolean page() {
        return page;
    }

    public String text() {
        return text;
    }

    /** What it is called by without the person beside it. */
    public String label() {
        return label;
    }
}
