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

    private String name = "";
    private String description = "";
    private String budget = "";
    private @Nullable Integer maxParticipants;

    @DateTimeFormat(pattern = LOCAL_TIME, fallbackPatterns = LOCAL_TIME_SECONDS)
    private @Nullable LocalDateTime registrationCloseDate;

    @DateTimeFormat(pattern = LOCAL_TIME, fallbackPatterns = LOCAL_TIME_SECONDS)
    private @Nullable LocalDateTime exchangeDate;

    private String timezone = "";
    private String reminderDays = "";
    private String locale = Languages.SUPPORTED.get(0).toLanguageTag();
    private Theme theme = Theme.CHRISTMAS;
    private String organiserName = "";
    private String organiserContact = "";
    private boolean nameInMail;
    private boolean rememberPairs;

    /**
     * Returns a form for the next Christmas Eve with the usual reminders, in the organiser's time zone and language.
     */
    static ExchangeForm blank(Organiser organiser, Instant now) {
        var form = new ExchangeForm();
        form.timezone = organiser.zone().getId();
        form.locale = organiser.language().toLanguageTag();
        form.exchangeDate = nextChristmasEve(LocalDate.ofInstant(now, organiser.zone()));
        form.reminderDays = "7, 3, 1";
        return form;
    }

    private static LocalDateTime nextChristmasEve(LocalDate today) {
        var eve = MonthDay.of(Month.DECEMBER, 24);
        var year = today.isBefore(eve.atYear(today.getYear())) ? today.getYear() : today.getYear() + 1;
        return eve.atYear(year).atTime(18, 0);
    }

    static ExchangeForm of(ExchangeView exchange) {
        var form = new ExchangeForm();
        form.name = exchange.name();
        form.description = exchange.description();
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
        return broken.orRefuse(() -> new ExchangeDetails(
                name,
                description,
                budget,
                maxParticipants,
                close,
                date,
                zone,
                days,
                language,
                theme,
                organiserName,
                organiserContact,
                nameInMail,
                rememberPairs));
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

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getDescription() {
        return description;
    }

    public void setDescription(String description) {
        this.description = description;
    }

    public String getBudget() {
        return budget;
    }

    public void setBudget(String budget) {
        this.budget = budget;
    }

    public @Nullable Integer getMaxParticipants() {
        return maxParticipants;
    }

    public void setMaxParticipants(@Nullable Integer maxParticipants) {
        this.maxParticipants = maxParticipants;
    }

    public @Nullable LocalDateTime getRegistrationCloseDate() {
        return registrationCloseDate;
    }

    public void setRegistrationCloseDate(@Nullable LocalDateTime registrationCloseDate) {
        this.registrationCloseDate = registrationCloseDate;
    }

    public @Nullable LocalDateTime getExchangeDate() {
        return exchangeDate;
    }

    public void setExchangeDate(@Nullable LocalDateTime exchangeDate) {
        this.exchangeDate = exchangeDate;
    }

    public String getTimezone() {
        return timezone;
    }

    public void setTimezone(String timezone) {
        this.timezone = timezone;
    }

    public String getReminderDays() {
        return reminderDays;
    }

    public void setReminderDays(String reminderDays) {
        this.reminderDays = reminderDays;
    }

    public String getLocale() {
        return locale;
    }

    public void setLocale(String locale) {
        this.locale = locale;
    }

    public Theme getTheme() {
        return theme;
    }

    public void setTheme(@Nullable Theme theme) {
        this.theme = Objects.requireNonNullElse(theme, Theme.PLAIN);
    }

    public String getOrganiserName() {
        return organiserName;
    }

    public void setOrganiserName(String organiserName) {
        this.organiserName = organiserName;
    }

    public String getOrganiserContact() {
        return organiserContact;
    }

    public void setOrganiserContact(String organiserContact) {
        this.organiserContact = organiserContact;
    }

    public boolean isNameInMail() {
        return nameInMail;
    }

    public void setNameInMail(boolean nameInMail) {
        this.nameInMail = nameInMail;
    }

    public boolean isRememberPairs() {
        return rememberPairs;
    }

    public void setRememberPairs(boolean rememberPairs) {
        this.rememberPairs = rememberPairs;
    }
}
