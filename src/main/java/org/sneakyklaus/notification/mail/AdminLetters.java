package org.sneakyklaus.notification.mail;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.notification.QueuedMail;
import org.springframework.stereotype.Component;

/** Decides which letter an e-mail to the admin that is about no participant becomes. */
@Component
class AdminLetters {

    private final LetterWriter writer;
    private final ExchangeQueries exchanges;
    private final AdminMailbox mailbox;

    AdminLetters(LetterWriter writer, ExchangeQueries exchanges, AdminMailbox mailbox) {
        this.writer = writer;
        this.exchanges = exchanges;
        this.mailbox = mailbox;
    }

    /** Nothing when there is nobody to write to, or it is no longer true. */
    Optional<Letters.Addressed> write(QueuedMail mail) {
        return mailbox.address()
                .flatMap(address -> letter(mail).map(letter -> new Letters.Addressed(address, "", letter)));
    }

    private Optional<Letter> letter(QueuedMail mail) {
        return switch (mail.kind()) {
            case PURGE_WARNING ->
                aboutExchange(mail, exchange -> writer.purgeWarning(exchange, Instant.parse(mail.detail())));
            case COMPLETED -> aboutExchange(mail, writer::completed);
            case JOB_FAILED -> Optional.of(writer.jobFailed(mailbox.language(), mail.detail()));
            default -> throw new IllegalArgumentException(mail + " is about nobody");
        };
    }

    private Optional<Letter> aboutExchange(QueuedMail mail, Function<ExchangeView, Letter> written) {
        return Optional.ofNullable(mail.exchangeId())
                .flatMap(exchanges::find)
                .filter(exchange -> Relevance.isStillTrue(mail.kind(), mail.queuedAt(), exchange))
                .map(written);
    }
}
