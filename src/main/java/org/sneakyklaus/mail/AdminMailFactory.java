package org.sneakyklaus.mail;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.sneakyklaus.account.AdminQueries;
import org.sneakyklaus.draw.SeriesMemory;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.exchange.NotDrawn;
import org.sneakyklaus.outbox.QueuedMail;
import org.sneakyklaus.outbox.UndeliveredReport;
import org.sneakyklaus.outbox.UndeliveredReport.Undelivered;
import org.sneakyklaus.participation.ParticipantQueries;
import org.sneakyklaus.participation.ParticipantView;
import org.sneakyklaus.support.EmailAddress;
import org.springframework.stereotype.Component;

/** Chooses the content of an email to the admin. */
@Component
class AdminMailFactory {

    private final AdminMailWriter writer;
    private final ExchangeQueries exchanges;
    private final ParticipantQueries participants;
    private final UndeliveredReport undelivered;
    private final SeriesMemory memory;
    private final AdminQueries admin;
    private final Clock clock;

    AdminMailFactory(
            AdminMailWriter writer,
            ExchangeQueries exchanges,
            ParticipantQueries participants,
            UndeliveredReport undelivered,
            SeriesMemory memory,
            AdminQueries admin,
            Clock clock) {
        this.writer = writer;
        this.exchanges = exchanges;
        this.participants = participants;
        this.undelivered = undelivered;
        this.memory = memory;
        this.admin = admin;
        this.clock = clock;
    }

    /** Creates an email about something that a participant did; empty if there is no address to send it to. */
    Optional<MailFactory.Addressed> write(QueuedMail mail, ExchangeParticipant participant) {
        return admin.address().map(to -> addressed(to, writer.aboutPerson(mail.kind(), participant)));
    }

    /**
     * Creates an email about no participant; empty if there is no address to send it to, or its content is no longer
     * true.
     */
    Optional<MailFactory.Addressed> write(QueuedMail mail) {
        return recipient(mail).flatMap(to -> content(mail, to).map(content -> addressed(to, content)));
    }

    private Optional<EmailAddress> recipient(QueuedMail mail) {
        return switch (mail.kind()) {
            // Not sent to a mistyped address that was corrected meanwhile.
            case ADMIN_ADDRESS -> admin.addressToConfirm().filter(Predicate.isEqual(new EmailAddress(mail.detail())));
            case ADMIN_MOVES, TEST -> Optional.of(new EmailAddress(mail.detail()));
            default -> admin.address();
        };
    }

    private static MailFactory.Addressed addressed(EmailAddress to, MailContent content) {
        return new MailFactory.Addressed(to, "", content);
    }

    private Optional<MailContent> content(QueuedMail mail, EmailAddress to) {
        return switch (mail.kind()) {
            case REGISTRATION_CLOSED ->
                aboutExchange(
                        mail,
                        exchange -> writer.registrationClosed(
                                exchange, participants.active(exchange.id()).size()));
            case NOT_DRAWN ->
                aboutExchange(mail, exchange -> writer.notDrawn(exchange, NotDrawn.valueOf(mail.detail())));
            case DRAWN, COMPLETED -> aboutExchange(mail, exchange -> writer.news(mail.kind(), exchange));
            case PURGE_WARNING -> aboutExchange(mail, exchange -> purgeWarning(exchange, Instant.parse(mail.detail())));
            case JOB_FAILED -> Optional.of(writer.jobFailed(admin.language(), mail.detail()));
            case UNDELIVERED -> undelivered(Instant.parse(mail.detail()));
            case WEBHOOK_PAUSED -> Optional.of(writer.webhookPaused(admin.language(), mail.detail()));
            case PASSWORD_RESET -> Optional.of(writer.passwordReset(admin.language(), to));
            case ADMIN_ADDRESS -> Optional.of(writer.adminAddress(admin.language(), to));
            case ADMIN_MOVES -> Optional.of(writer.adminMoves(admin.language()));
            case TEST -> Optional.of(writer.test(admin.language()));
            default -> throw new IllegalArgumentException(mail + " is about no participant");
        };
    }

    private MailContent purgeWarning(ExchangeView exchange, Instant deletion) {
        var date = exchange.exchangeDate().toInstant();
        // They are stored once the date has passed, and the organiser may have forgotten them since.
        var stored = date.isAfter(clock.instant()) ? date.isBefore(deletion) : memory.isKept(exchange);
        return writer.purgeWarning(
                exchange, deletion, exchange.state() == ExchangeState.COMPLETED && exchange.rememberPairs() && stored);
    }

    private Optional<MailContent> aboutExchange(QueuedMail mail, Function<ExchangeView, MailContent> written) {
        return Optional.ofNullable(mail.exchangeId())
                .flatMap(exchanges::find)
                .filter(exchange -> Relevance.isStillTrue(mail, exchange))
                .map(written);
    }

    /** Reports only what is still undelivered. */
    private Optional<MailContent> undelivered(Instant gathered) {
        var stuck = undelivered.gatheredAt(gathered).stream().map(this::named).toList();
        return stuck.isEmpty()
                ? Optional.empty()
                : Optional.of(writer.undelivered(admin.language(), admin.zone(), stuck));
    }

    private AdminMailWriter.Stuck named(Undelivered mail) {
        var person = Optional.ofNullable(mail.participantId())
                .flatMap(participants::find)
                .map(ParticipantView::name);
        var exchange =
                Optional.ofNullable(mail.exchangeId()).flatMap(exchanges::find).map(ExchangeView::name);
        return new AdminMailWriter.Stuck(mail, person.orElse(null), exchange.orElse(null));
    }
}
