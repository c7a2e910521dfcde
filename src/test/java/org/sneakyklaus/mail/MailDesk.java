package org.sneakyklaus.mail;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.account.AdminQueries;
import org.sneakyklaus.draw.AssignmentQueries;
import org.sneakyklaus.draw.SeriesMemory;
import org.sneakyklaus.exchange.Activity;
import org.sneakyklaus.exchange.Announcements;
import org.sneakyklaus.exchange.ExchangeHistory;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.outbox.MailKind;
import org.sneakyklaus.outbox.OutboxQueries;
import org.sneakyklaus.outbox.QueuedMail;
import org.sneakyklaus.outbox.Suppressions;
import org.sneakyklaus.outbox.UndeliveredReport;
import org.sneakyklaus.outbox.UndeliveredReport.Undelivered;
import org.sneakyklaus.outbox.transport.MailMessage;
import org.sneakyklaus.participation.NextTime;
import org.sneakyklaus.participation.ParticipantQueries;
import org.sneakyklaus.participation.Unsubscribing;
import org.sneakyklaus.signin.MagicTokens;
import org.sneakyklaus.signin.SignInCodes;
import org.sneakyklaus.signin.TokenSpec;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.support.MailCapture;
import org.sneakyklaus.support.SecretToken;
import org.sneakyklaus.support.language.PluralMessages;

/** Composes e-mails on 16 December 2026 about a place that a test describes, with numbers for tokens. */
final class MailDesk {

    static final String SITE = "https://klaus.example.org";
    static final String PAGE = SITE + "/exchange/abcdefghjkmn";
    static final Instant QUEUED = Instant.parse("2026-12-16T08:59:00Z");

    static final NextTime.Agreed WISH =
            new NextTime.Agreed(7, "Ann", new EmailAddress("ann@example.org"), QUEUED.plusSeconds(86_400));

    private final Locale language;
    final ExchangeQueries exchanges = mock();
    final ParticipantQueries participants = mock();
    final Suppressions suppressions = mock();
    final ExchangeHistory history = mock();
    final List<TokenSpec> granted = new ArrayList<>();

    private final AdminQueries admin = mock();
    private final MagicTokens tokens = mock();
    private final SignInCodes codes = mock();
    private final AssignmentQueries assignments = mock();
    private final Announcements announcements = mock();
    private final Unsubscribing unsubscribing = mock();
    final NextTime nextTime = mock();
    final SeriesMemory memory = mock();
    private final UndeliveredReport undelivered = mock();
    private boolean captured = true;

    private final MailCapture mailCapture = new MailCapture() {
        @Override
        public boolean active() {
            return captured;
        }

        @Override
        public boolean wanted() {
            return true;
        }
    };

    MailDesk() {
        this(Locale.ENGLISH);
    }

    MailDesk(Locale language) {
        this.language = language;
        when(admin.address()).thenReturn(Optional.of(new EmailAddress("admin@example.org")));
        when(admin.addressToConfirm()).thenReturn(Optional.of(new EmailAddress("new-admin@example.org")));
        when(admin.language()).thenReturn(language);
        when(admin.zone()).thenReturn(ZoneId.of("Europe/Berlin"));
        when(history.of(anyLong())).thenReturn(mock(Activity.class));
        when(tokens.issue(any())).thenAnswer(call -> token(call.getArgument(0)));
        when(codes.issue(any(), any()))
                .thenAnswer(call -> new SignInCodes.Issued(token(call.getArgument(0)), "070809"));
        when(announcements.find(3))
                .thenReturn(Optional.of(
                        "We meet at <b>six</b>, at Nora’s.\n\nBring cookies: https://cookies.example/bake?a=1&b=2\n"
                                + "Questions? nora@example.org, 030 1234567"));
        when(unsubscribing.token(anyLong())).thenReturn("sealed-id");
        when(nextTime.token(7)).thenReturn("sealed-wish");
        when(nextTime.invited(any(), eq(7L))).thenReturn(Optional.of(WISH));
        stuck(
                new Undelivered(MailKind.REMINDER, 42L, 1001L, QUEUED.minusSeconds(86_400), "FAILED"),
                new Undelivered(MailKind.JOB_FAILED, null, null, QUEUED.minusSeconds(3_600), "UNKNOWN"));
    }

    private SecretToken token(TokenSpec spec) {
        granted.add(spec);
        return new SecretToken(spec.purpose() + (spec.asked() ? "-asked-" : "-mailed-") + granted.size());
    }

    /** E-mails are sent, not kept. */
    MailDesk sending() {
        captured = false;
        return this;
    }

    void stuck(Undelivered... mails) {
        when(undelivered.gatheredAt(any())).thenReturn(List.of(mails));
    }

    /** What the person of {@link APlace} gives to. */
    void isGivenTo(String name) {
        var receiver = APlace.of(name).done().person();
        when(assignments.receiverOf(42, 1001)).thenReturn(Optional.of(1002L));
        when(participants.find(1002)).thenReturn(Optional.of(receiver));
    }

    /** Whom the person of {@link APlace} looks after. */
    void looksAfter(String name) {
        var person = APlace.of(name).lookedAfter().done().person();
        when(participants.lookedAfterBy(1001)).thenReturn(List.of(person));
    }

    /** A mail of this kind about a place where it is true. */
    MailMessage message(MailKind kind, APlace described) {
        switch (kind) {
            case WITHDRAWAL, SOMEBODY_WITHDREW -> described.withdrawn();
            case REMOVED -> described.removed();
            case PERSON_REMOVED -> {
                described.removed().lookedAfter();
                var guardian = APlace.of("Carla").done().person();
                when(participants.find(1003)).thenReturn(Optional.of(guardian));
            }
            case GUARDIAN -> looksAfter("Mia");
            case LEAVE_REQUEST -> described.leaving();
            case PURGE_WARNING, COMPLETED -> described.completed();
            case REGISTRATION_CONFIRMATION, REGISTRATION_CLOSED, NOT_DRAWN -> described.registrationClosed();
            default -> {}
        }
        when(participants.withAddress(any()))
                .thenReturn(List.of(described.done().person()));
        return compose(kind, described).orElseThrow();
    }

    Optional<MailMessage> compose(MailKind kind, APlace described) {
        return compose(queued(kind), described);
    }

    Optional<MailMessage> compose(QueuedMail mail, APlace described) {
        var participant = described.speaking(language).done();
        when(participants.find(1001)).thenReturn(Optional.of(participant.person()));
        when(participants.active(42))
                .thenReturn(List.of(participant.person(), participant.person(), participant.person()));
        when(exchanges.find(42)).thenReturn(Optional.of(participant.exchange()));
        return composer().compose(mail);
    }

    TemplateMailComposer composer() {
        var messages = new PluralMessages();
        var clock = Clock.fixed(Instant.parse("2026-12-16T09:00:00Z"), ZoneOffset.UTC);
        var links = new MailLinks(
                tokens, codes, unsubscribing, nextTime, new AppProperties(URI.create(SITE), Path.of("data"), null));
        var places = new ExchangeParticipants(exchanges, participants, suppressions, clock);
        var adminFactory = new AdminMailFactory(
                new AdminMailWriter(messages, links), exchanges, participants, undelivered, memory, admin, clock);
        var factory = new MailFactory(
                new MailWriter(messages, links, clock),
                places,
                assignments,
                mailCapture,
                adminFactory,
                mock(OutboxQueries.class),
                history,
                announcements,
                nextTime);
        return new TemplateMailComposer(places, factory, adminFactory, new MailRenderer());
    }

    static QueuedMail queued(MailKind kind) {
        return switch (kind) {
            case INVITED_AGAIN -> queued(kind, 42L, null, "7");
            case ADDRESS_CHANGE -> queued(kind, 42L, 1001L, "new@example.org");
            case REGISTRATION_CONFIRMATION -> queued(kind, 42L, 1001L, "browser-hash");
            case WAY_CHANGED -> queued(kind, 42L, 1001L, "LINK_RENEWED,1001");
            case CHANGED -> queued(kind, 42L, 1001L, "2026-12-12T17:00+01:00[Europe/Berlin]\nabout 10 €");
            // In Berlin the next day has begun.
            case PURGE_WARNING -> queued(kind, 42L, null, "2027-01-22T23:30:00Z");
            case REGISTRATION_CLOSED, COMPLETED -> queued(kind, 42L, null, "");
            case NOT_DRAWN -> queued(kind, 42L, null, "UNCONFIRMED");
            case DRAWN -> queued(kind, 42L, null, "3");
            case JOB_FAILED -> queued(kind, null, null, "dispatch_outbox");
            case UNDELIVERED -> queued(kind, null, null, "2026-12-16T06:00:00Z");
            case TEST -> queued(kind, null, null, "try@example.org");
            case WEBHOOK_PAUSED -> queued(kind, null, null, "42 hooks.example.org");
            case PASSWORD_RESET -> queued(kind, null, null, "");
            case ADMIN_ADDRESS -> queued(kind, null, null, "new-admin@example.org");
            case ADMIN_MOVES -> queued(kind, null, null, "admin@example.org");
            default -> queued(kind, 42L, 1001L, "3");
        };
    }

    static QueuedMail queued(MailKind kind, @Nullable Long exchangeId, @Nullable Long participantId, String detail) {
        return new QueuedMail(1, QUEUED, "key", kind, exchangeId, participantId, detail, null, 0);
    }
}
