package org.sneakyklaus.exchange;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.annotations.BatchSize;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.support.BrokenRules;
import org.sneakyklaus.support.ConflictException;
import org.sneakyklaus.support.RuleViolation;

/**
 * An exchange and its state rules. Every change of state goes through here, except bulk changes, which are done by SQL
 * ({@link ExchangeLifecycle#completeDue}, {@link ExchangeExpiry#seal}).
 */
@Entity
class Exchange {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Version
    private long version;

    @Column(updatable = false)
    private Instant createdAt;

    @Column
    private Instant updatedAt;

    private String slug;
    private String name;
    private String description;
    private boolean descriptionPublic;
    private String budget;
    private @Nullable Integer maxParticipants;
    private boolean nameInMail;
    private String locale;

    @Enumerated(EnumType.STRING)
    private Theme theme;

    private String organiserName;
    private String organiserContact;
    private String seriesId;
    private boolean rememberPairs;
    private boolean drawOnClose;

    @Enumerated(EnumType.STRING)
    private PersonalLinkPolicy personalLinks;

    private boolean inviteAgain;
    private @Nullable Instant registrationCloseDate;
    private Instant exchangeDate;
    private String timezone;

    @Enumerated(EnumType.STRING)
    private ExchangeState state;

    private int drawNumber;
    private @Nullable Instant completedAt;
    private @Nullable Instant cancelledAt;

    /** When it was first found to be completed with its date passed; set and read by queries. */
    @SuppressWarnings("UnusedVariable")
    private @Nullable Instant overSince;

    /** When the admin was warned of its deletion; reset when the date that this depends on changes. */
    private @Nullable Instant purgeWarnedAt;

    @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true, fetch = FetchType.LAZY)
    @JoinColumn(name = "exchange_id", nullable = false)
    @BatchSize(size = 100)
    private Set<ReminderInterval> reminderIntervals = new HashSet<>();

    @SuppressWarnings("NullAway.Init")
    protected Exchange() {}

    @SuppressWarnings("NullAway.Init")
    Exchange(ExchangeDetails details, String slug, String seriesId, Instant now) {
        refuse(details.terms(), now);
        this.createdAt = now;
        this.slug = slug;
        this.seriesId = seriesId;
        this.state = ExchangeState.DRAFT;
        this.nameInMail = details.nameInMail();
        this.rememberPairs = details.rememberPairs();
        apply(details, now);
    }

    /**
     * Applies new details.
     *
     * @param headcount the current number of participants
     * @param registered whether anyone ever registered, which fixes what the join page promised them
     */
    void edit(ExchangeDetails details, int headcount, boolean registered, Instant now) {
        refuse(details.terms(), headcount, registered, now);
        if (!details.exchangeInstant().equals(exchangeDate)) {
            purgeWarnedAt = null;
        }
        nameInMail = details.nameInMail();
        rememberPairs = details.rememberPairs();
        apply(details, now);
    }

    /**
     * Refuses terms that this exchange cannot have; see {@link #edit}.
     *
     * @throws RuleViolation on every field that breaks a rule
     */
    void refuse(ExchangeTerms terms, int headcount, boolean registered, Instant now) {
        if (!state.isEditable()) {
            throw new ConflictException("exchange.conflict.over");
        }
        var broken = pastDates(terms, exchangeDate, registrationCloseDate, now);
        var limit = terms.maxParticipants();
        if (limit != null && limit < headcount) {
            broken.add(RuleViolation.onField("maxParticipants", "exchange.maxParticipants.tooFew", headcount));
        }
        if (registered && terms.nameInMail() != nameInMail) {
            broken.add(RuleViolation.onField("nameInMail", "exchange.nameInMail.fixed"));
        }
        if (registered && terms.rememberPairs() && !rememberPairs) {
            broken.add(RuleViolation.onField("rememberPairs", "exchange.rememberPairs.fixed"));
        }
        broken.refuse();
    }

    /**
     * Refuses terms that no new exchange can have.
     *
     * @throws RuleViolation on every date that is not in the future
     */
    static void refuse(ExchangeTerms terms, Instant now) {
        pastDates(terms, null, null, now).refuse();
    }

    private void apply(ExchangeDetails details, Instant now) {
        updatedAt = now;
        name = details.name();
        description = details.description();
        descriptionPublic = details.descriptionPublic();
        budget = details.budget();
        maxParticipants = details.maxParticipants();
        locale = details.locale().toLanguageTag();
        theme = details.theme();
        organiserName = details.organiserName();
        organiserContact = details.organiserContact();
        registrationCloseDate = details.closeInstant().orElse(null);
        drawOnClose = details.drawOnClose();
        personalLinks = details.personalLinks();
        exchangeDate = details.exchangeInstant();
        timezone = details.timezone().getId();
        reminderIntervals.removeIf(interval -> !details.reminderDays().contains(interval.daysBefore()));
        var kept = reminderDays();
        details.reminderDays().stream()
                .filter(days -> !kept.contains(days))
                .forEach(days -> reminderIntervals.add(new ReminderInterval(days, now)));
    }

    /**
     * Reports dates in the past, but only if set or changed now: an old date may stay while something else is edited.
     */
    private static BrokenRules pastDates(
            ExchangeTerms terms, @Nullable Instant oldDate, @Nullable Instant oldClose, Instant now) {
        return new BrokenRules()
                .check(() -> refusePast("exchangeDate", terms.exchangeDate(), oldDate, now))
                .check(() -> refusePast("registrationCloseDate", terms.registrationClose(), oldClose, now));
    }

    private static void refusePast(String field, @Nullable Instant date, @Nullable Instant oldDate, Instant now) {
        if (date != null && !date.equals(oldDate) && !date.isAfter(now)) {
            throw RuleViolation.onField(field, "exchange.date.past");
        }
    }

    /** Opens registration of a draft, or reopens it after it was closed. */
    void open(ExchangeState from, Instant now) {
        if (state != from) {
            throw conflict();
        }
        moveTo(ExchangeState.REGISTRATION_OPEN, now);
        if (registrationCloseDate != null && !registrationCloseDate.isAfter(now)) {
            throw RuleViolation.of("exchange.open.closeDatePast");
        }
        if (!exchangeDate.isAfter(now)) {
            throw RuleViolation.of("exchange.open.datePast");
        }
    }

    void close(Instant now) {
        if (state != ExchangeState.REGISTRATION_OPEN) {
            throw conflict();
        }
        moveTo(ExchangeState.REGISTRATION_CLOSED, now);
    }

    boolean isDueToClose(Instant now) {
        return state == ExchangeState.REGISTRATION_OPEN
                && registrationCloseDate != null
                && !registrationCloseDate.isAfter(now);
    }

    /** Marks it as drawn for the first time. */
    void match(Instant now) {
        if (state != ExchangeState.REGISTRATION_CLOSED) {
            throw conflict();
        }
        moveTo(ExchangeState.MATCHED, now);
        drawNumber++;
        purgeWarnedAt = null;
    }

    /** Marks it as drawn again or adjusted: the pairings have changed. */
    void matchAnew(Instant now) {
        refuseUnlessDrawn();
        moveTo(ExchangeState.MATCHED, now);
        drawNumber++;
    }

    void refuseUnlessDrawn() {
        if (state != ExchangeState.MATCHED) {
            throw conflict();
        }
    }

    void cancelMatch(Instant now) {
        refuseUnlessDrawn();
        moveTo(ExchangeState.REGISTRATION_CLOSED, now);
    }

    void complete(Instant now) {
        moveTo(ExchangeState.COMPLETED, now);
        completedAt = now;
        purgeWarnedAt = null;
    }

    /** Moves a completed exchange back to drawn, with a new date. */
    void postpone(LocalDateTime newDate, Instant now) {
        if (state != ExchangeState.COMPLETED) {
            throw conflict();
        }
        ExchangeDetails.refuseTooFar("exchangeDate", newDate);
        var instant = newDate.atZone(zone()).toInstant();
        refusePast("exchangeDate", instant, null, now);
        moveTo(ExchangeState.MATCHED, now);
        if (registrationCloseDate != null && !registrationCloseDate.isBefore(instant)) {
            // Registration is over anyway, but no edit and no copy may close after the date: as long before it as now.
            registrationCloseDate = ExchangeDetails.closeBefore(newDate, closingLead(), zone())
                    .atZone(zone())
                    .toInstant();
        }
        exchangeDate = instant;
        completedAt = null;
        overSince = null;
        purgeWarnedAt = null;
    }

    void callOff(Instant now) {
        moveTo(ExchangeState.CANCELLED, now);
        cancelledAt = now;
        purgeWarnedAt = null;
    }

    void refuseUnlessDeletable(String typedName) {
        if (!state.isDeletable()) {
            throw conflict();
        }
        if (!name.equals(typedName.strip())) {
            throw RuleViolation.onField("name", "exchange.delete.otherName");
        }
    }

    void refuseUnlessAnnouncing() {
        if (!state.allowsAnnouncements()) {
            throw conflict();
        }
    }

    void refuseUnlessBeforeDraw() {
        if (!state.isBeforeDraw()) {
            throw conflict();
        }
    }

    void join(String otherSeriesId, Instant now) {
        seriesId = otherSeriesId;
        updatedAt = now;
    }

    void inviteAgain(boolean wanted) {
        inviteAgain = wanted;
    }

    void replaceSlug(String newSlug, Instant now) {
        slug = newSlug;
        updatedAt = now;
    }

    /** Returns how long before the date registration closes, by the clocks of the zone; zero if it has no close date. */
    Duration closingLead() {
        return registrationCloseDate == null
                ? Duration.ZERO
                : Duration.between(
                        LocalDateTime.ofInstant(registrationCloseDate, zone()),
                        LocalDateTime.ofInstant(exchangeDate, zone()));
    }

    /** Refuses a request from a page that showed an older version. */
    void refuseStale(@Nullable Long shownVersion) {
        if (shownVersion != null && shownVersion != version) {
            throw new ConflictException("exchange.conflict.stale");
        }
    }

    private void moveTo(ExchangeState next, Instant now) {
        if (!state.mayBecome(next)) {
            throw conflict();
        }
        state = next;
        updatedAt = now;
    }

    private ConflictException conflict() {
        return new ConflictException("exchange.conflict." + state);
    }

    long id() {
        return Objects.requireNonNull(id);
    }

    long version() {
        return version;
    }

    Optional<Instant> purgeWarnedAt() {
        return Optional.ofNullable(purgeWarnedAt);
    }

    String slug() {
        return slug;
    }

    String name() {
        return name;
    }

    String description() {
        return description;
    }

    boolean isDescriptionPublic() {
        return descriptionPublic;
    }

    String budget() {
        return budget;
    }

    Optional<Integer> maxParticipants() {
        return Optional.ofNullable(maxParticipants);
    }

    boolean isNameInMail() {
        return nameInMail;
    }

    Locale locale() {
        return Locale.forLanguageTag(locale);
    }

    Theme theme() {
        return theme;
    }

    String organiserName() {
        return organiserName;
    }

    String organiserContact() {
        return organiserContact;
    }

    String seriesId() {
        return seriesId;
    }

    boolean isRememberPairs() {
        return rememberPairs;
    }

    boolean isDrawOnClose() {
        return drawOnClose;
    }

    PersonalLinkPolicy personalLinks() {
        return personalLinks;
    }

    boolean isInviteAgain() {
        return inviteAgain;
    }

    Optional<Instant> registrationCloseDate() {
        return Optional.ofNullable(registrationCloseDate);
    }

    Instant exchangeDate() {
        return exchangeDate;
    }

    ZoneId zone() {
        return ZoneId.of(timezone);
    }

    ExchangeState state() {
        return state;
    }

    int drawNumber() {
        return drawNumber;
    }

    Optional<Instant> completedAt() {
        return Optional.ofNullable(completedAt);
    }

    Optional<Instant> cancelledAt() {
        return Optional.ofNullable(cancelledAt);
    }

    NavigableSet<Integer> reminderDays() {
        var days = new TreeSet<Integer>();
        reminderIntervals.forEach(interval -> days.add(interval.daysBefore()));
        return days;
    }
}
