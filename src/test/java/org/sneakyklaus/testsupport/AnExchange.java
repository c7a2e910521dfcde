package org.sneakyklaus.testsupport;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.exchange.ExchangeDetails;
import org.sneakyklaus.exchange.PersonalLinkPolicy;
import org.sneakyklaus.exchange.Theme;

/**
 * The details of an exchange as most tests want them: "Family Christmas", on 24 December 2026 at 18:00 in New York,
 * reminders 7, 3 and 1 days before, no limit, closed by hand.
 */
public final class AnExchange {

    private String name = "Family Christmas";
    private String description = "";
    private String budget = "about $20";
    private @Nullable Integer maxParticipants;
    private @Nullable LocalDateTime registrationClose;
    private LocalDateTime exchangeDate = LocalDateTime.parse("2026-12-24T18:00");
    private ZoneId timezone = ZoneId.of("America/New_York");
    private SortedSet<Integer> reminderDays = days(7, 3, 1);
    private String organiserName = "Nora";
    private String organiserContact = "nora@example.org";
    private boolean nameInMail;
    private boolean rememberPairs;
    private boolean drawOnClose;
    private PersonalLinkPolicy personalLinks = PersonalLinkPolicy.ORGANISER;

    public AnExchange named(String name) {
        this.name = name;
        return this;
    }

    public AnExchange describedAs(String description) {
        this.description = description;
        return this;
    }

    public AnExchange withBudget(String budget) {
        this.budget = budget;
        return this;
    }

    public AnExchange forAtMost(int maxParticipants) {
        this.maxParticipants = maxParticipants;
        return this;
    }

    /** @param localTime in the exchange's time zone, such as {@code 2026-12-01T12:00} */
    public AnExchange closingAt(String localTime) {
        this.registrationClose = LocalDateTime.parse(localTime);
        return this;
    }

    /** @param localTime in the exchange's time zone, such as {@code 2026-12-24T18:00} */
    public AnExchange on(String localTime) {
        this.exchangeDate = LocalDateTime.parse(localTime);
        return this;
    }

    public AnExchange in(String timezone) {
        this.timezone = ZoneId.of(timezone);
        return this;
    }

    public AnExchange remindingBefore(Integer... days) {
        this.reminderDays = days(days);
        return this;
    }

    public AnExchange organisedBy(String name, String contact) {
        this.organiserName = name;
        this.organiserContact = contact;
        return this;
    }

    public AnExchange namingTheRecipientInMail() {
        this.nameInMail = true;
        return this;
    }

    public AnExchange rememberingPairs() {
        this.rememberPairs = true;
        return this;
    }

    public AnExchange drawnOnClose() {
        this.drawOnClose = true;
        return this;
    }

    public AnExchange withLinksFor(PersonalLinkPolicy policy) {
        this.personalLinks = policy;
        return this;
    }

    public ExchangeDetails details() {
        return new ExchangeDetails(
                name,
                description,
                false,
                budget,
                maxParticipants,
                registrationClose,
                exchangeDate,
                timezone,
                reminderDays,
                Locale.ENGLISH,
                Theme.CHRISTMAS,
                organiserName,
                organiserContact,
                nameInMail,
                rememberPairs,
                drawOnClose,
                personalLinks);
    }

    private static SortedSet<Integer> days(Integer... days) {
        return new TreeSet<>(Arrays.asList(days));
    }
}
