package org.sneakyklaus.exchange.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.exchange.ExchangeDetails;
import org.sneakyklaus.exchange.ExchangeTerms;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.exchange.PersonalLinkPolicy;
import org.sneakyklaus.exchange.Theme;
import org.sneakyklaus.support.BrokenRules;
import org.sneakyklaus.support.Organiser;
import org.sneakyklaus.support.RuleViolation;
import org.sneakyklaus.support.TimeZones;
import org.sneakyklaus.support.language.Languages;
import org.springframework.format.annotation.DateTimeFormat;

/** The form for creating and editing an exchange; a bean, so that an unreadable value does not discard the others. */
class ExchangeForm {

    private static final String LOCAL_TIME = "yyyy-MM-dd'T'HH:mm";
    private static final String LOCAL_TIME_SECONDS = "yyyy-MM-dd'T'HH:mm:ss";

    /** Placeholder for a missing date while the other fields are checked. */
    private static final LocalDateTime ANY_TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

    public String name = "";
    public String description = "";
    public String budget = "";
    public @Nullable Integer maxParticipants;

    @DateTimeFormat(pattern = LOCAL_TIME, fallbackPatterns = LOCAL_TIME_SECONDS)
    public @Nullable LocalDateTime registrationCloseDate;

    @DateTimeFormat(pattern = LOCAL_TIME, fallbackPatterns = LOCAL_TIME_SECONDS)
    public @Nullable LocalDateTime exchangeDate;

    public String timezone = "";
    public String reminderDays = "";
    public String locale = Languages.SUPPORTED.get(0).toLanguageTag();
    public @Nullable Theme theme = Theme.CHRISTMAS;
    public String organiserName = "";
    public String organiserContact = "";
    public boolean descriptionPublic;
    public boolean nameInMail;
    public boolean rememberPairs;
    public boolean drawOnClose;
    public @Nullable PersonalLinkPolicy personalLinks = PersonalLinkPolicy.ORGANISER;
    /** The version of the exchange that the form shows; null of a new one. */
    public @Nullable Long version;

    /** Only of a new exchange. */
    public boolean takesPart;

    /** Only of a new exchange: whether registration opens at once. */
    public boolean open;

    /**
     * Returns a form for the next Christmas Eve with the usual reminders, in the organiser's time zone and language.
     *
     * @param sendsNothing whether no email leaves this site, so that anyone needs another way
     */
    static ExchangeForm blank(Organiser organiser, boolean sendsNothing, Instant now) {
        var form = new ExchangeForm();
        form.timezone = organiser.zone().getId();
        form.locale = organiser.language().toLanguageTag();
        form.exchangeDate = nextChristmasEve(LocalDate.ofInstant(now, organiser.zone()));
        form.reminderDays = "7, 3, 1";
        form.personalLinks = sendsNothing ? PersonalLinkPolicy.ANYBODY : PersonalLinkPolicy.ORGANISER;
        return form;
    }

    private static LocalDateTime nextChristmasEve(LocalDate today) {
        var eve = MonthDay.of(Month.DECEMBER, 24);
        var year = today.isBefore(eve.atYear(today.getYear())) ? today.getYear() : today.getYear() + 1;
        return eve.atYear(year).atTime(18, 0);
    }

    static ExchangeForm of(ExchangeView exchange) {
        var form = new ExchangeForm();
        form.version = exchange.version();
        form.name = exchange.name();
        form.description = exchange.description();
        form.descriptionPublic = exchange.descriptionPublic();
        form.budget = exchange.budget();
        form.maxParticipants = exchange.maxParticipants();
        form.registrationCloseDate = local(exchange.registrationClose());
        form.exchangeDate = exchange.exchangeDate().toLocalDateTime();
        form.timezone = exchange.zone().getId();
        form.reminderDays =
                exchange.reminderDays().stream().map(String::valueOf).collect(Collectors.joining(", "));
        form.locale = exchange.locale().toLanguageTag();
        form.theme = exchange.theme();
        form.organiserName = exchange.organiserName();
        form.organiserContact = exchange.organiserContact();
        form.nameInMail = exchange.nameInMail();
        form.rememberPairs = exchange.rememberPairs();
        form.drawOnClose = exchange.drawOnClose();
        form.personalLinks = exchange.personalLinks();
        return form;
    }

    /** @throws RuleViolation on every field that breaks a rule */
    ExchangeDetails toDetails() {
        var broken = new BrokenRules();
        var date = broken.or(this::date, ANY_TIME);
        var close = exchangeDate == null ? null : registrationCloseDate;
        var zone = broken.or(this::zone, ZoneOffset.UTC);
        SortedSet<Integer> days = broken.or(this::days, new TreeSet<>());
        var language = broken.or(this::language, Locale.ROOT);
        if (takesPart && organiserName.isBlank()) {
            broken.add(RuleViolation.onField("organiserName", "text.required"));
        }
        return broken.orRefuse(() -> new ExchangeDetails(
                name,
                description,
                descriptionPublic,
                budget,
                maxParticipants,
                close,
                date,
                zone,
                days,
                language,
                Objects.requireNonNullElse(theme, Theme.PLAIN),
                organiserName,
                organiserContact,
                nameInMail,
                rememberPairs,
                drawOnClose && exchangeDate != null,
                Objects.requireNonNullElse(personalLinks, PersonalLinkPolicy.ORGANISER)));
    }

    /** @throws RuleViolation on the time zone if there is none, since no date means anything then */
    ExchangeTerms toTerms() {
        var zone = zone();
        return new ExchangeTerms(
                maxParticipants,
                instant(registrationCloseDate, zone),
                instant(exchangeDate, zone),
                nameInMail,
                rememberPairs);
    }

    private LocalDateTime date() {
        if (exchangeDate == null) {
            throw RuleViolation.onField("exchangeDate", "text.required");
        }
        return exchangeDate;
    }

    private Locale language() {
        return Languages.byTag(locale).orElseThrow(() -> RuleViolation.onField("locale", "exchange.locale.unknown"));
    }

    private ZoneId zone() {
        return TimeZones.byId(timezone)
                .orElseThrow(() -> RuleViolation.onField("timezone", "exchange.timezone.unknown"));
    }

    private SortedSet<Integer> days() {
        var days = new TreeSet<Integer>();
        for (var day : reminderDays.split(",", -1)) {
            if (!day.isBlank()) {
                days.add(day(day.strip()));
            } else if (!reminderDays.isBlank()) {
                throw RuleViolation.onField("reminderDays", "exchange.reminderDays.unreadable");
            }
        }
        return days;
    }

    private static int day(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw RuleViolation.onField("reminderDays", "exchange.reminderDays.unreadable");
        }
    }

    private static @Nullable Instant instant(@Nullable LocalDateTime time, ZoneId zone) {
        return time == null ? null : time.atZone(zone).toInstant();
    }

    private static @Nullable LocalDateTime local(@Nullable ZonedDateTime time) {
        return time == null ? null : time.toLocalDateTime();
    }
}
