package org.sneakyklaus.mail;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.exchange.NotDrawn;
import org.sneakyklaus.outbox.MailKind;
import org.sneakyklaus.outbox.UndeliveredReport.Undelivered;
import org.sneakyklaus.support.EmailAddress;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Writes the content of emails to the admin. None says who drew whom. */
@Component
class AdminMailWriter {

    /**
     * An undelivered email, with names.
     *
     * @param person name of the participant, or null if about no participant
     * @param exchange name of the exchange, or null if unrelated to an exchange
     */
    record Stuck(
            Undelivered mail,
            @Nullable String person,
            @Nullable String exchange) {}

    /** The number of undelivered emails listed; the outbox page shows them all. */
    static final int LISTED = 25;

    private static final Pattern EXCHANGE_JOB = Pattern.compile("(?<type>[a-z_]+?)_exchange_\\d+(_.*)?");

    private final MessageSource messages;
    private final MailLinks links;

    AdminMailWriter(MessageSource messages, MailLinks links) {
        this.messages = messages;
        this.links = links;
    }

    /** Writes about something that a participant did. */
    MailContent aboutPerson(MailKind kind, ExchangeParticipant participant) {
        var name = UserText.of(participant.person().name());
        var content = draft(kind, participant.exchange());
        if (kind == MailKind.SOMEBODY_REGISTERED && participant.person().linked()) {
            content.says("link", name);
            if (mayBeMarkedAsKnown(participant)) {
                content.says("unknown");
            }
        } else {
            var lookedAfter = kind == MailKind.SOMEBODY_REGISTERED && participant.guardian() != null;
            content.says(
                    lookedAfter ? "lookedAfter" : "text",
                    name,
                    UserText.of(participant.reader().name()));
        }
        return content.withButton(links.adminPage(participant.exchange())).done();
    }

    /** Returns whether the page of the exchange has a button for it. */
    private static boolean mayBeMarkedAsKnown(ExchangeParticipant participant) {
        return !participant.person().addedByAdmin()
                && participant.exchange().state().isBeforeDraw();
    }

    /** @param people number of participants */
    MailContent registrationClosed(ExchangeView exchange, int people) {
        return draft(MailKind.REGISTRATION_CLOSED, exchange)
                .says("text", people)
                .says("more")
                .withButton(links.adminPage(exchange))
                .done();
    }

    MailContent notDrawn(ExchangeView exchange, NotDrawn why) {
        return draft(MailKind.NOT_DRAWN, exchange)
                .says("text")
                .says(why.name())
                .withButton(links.adminPage(exchange))
                .done();
    }

    /** Writes what happened to an exchange, where its kind alone says all. */
    MailContent news(MailKind kind, ExchangeView exchange) {
        return draft(kind, exchange)
                .says("text")
                .says("more")
                .withButton(links.adminPage(exchange))
                .done();
    }

    /**
     * @param deletion when the exchange is deleted
     * @param pairsStay whether what is remembered of its pairs outlives it
     */
    MailContent purgeWarning(ExchangeView exchange, Instant deletion, boolean pairsStay) {
        var content = draft(MailKind.PURGE_WARNING, exchange);
        var day = content.day(deletion.atZone(exchange.zone()));
        content.withSubject(day)
                .says(exchange.state().isOver() ? "over" : "undrawn")
                .says("text", day)
                .says(exchange.state().isOver() ? "keep" : "postpone");
        if (pairsStay) {
            content.says("pairs");
        }
        return content.withButton(links.adminPage(exchange)).done();
    }

    MailContent jobFailed(Locale language, String jobId) {
        var job = EXCHANGE_JOB.matcher(jobId);
        var isOfExchange = job.matches();
        var key = "job." + (isOfExchange ? job.group("type") : jobId) + ".name";
        // A job that no longer exists has no name.
        var name = Optional.ofNullable(messages.getMessage(key, null, null, language));
        var next = name.isEmpty() ? "gone" : isOfExchange ? "once" : "again";
        return draft(MailKind.JOB_FAILED, language, name.orElse(jobId))
                .says("text")
                .says(next)
                .withButton(links.adminJobs())
                .done();
    }

    /** @param detail the id of its exchange, or 0, and its host */
    MailContent webhookPaused(Locale language, String detail) {
        var parts = detail.split(" ", 2);
        return draft(MailKind.WEBHOOK_PAUSED, language, parts[1])
                .says("text")
                .says("next")
                .withButton(links.adminWebhooks(Long.parseLong(parts[0])))
                .done();
    }

    MailContent test(Locale language) {
        return draft(MailKind.TEST, language, links.host())
                .says("text", links.host())
                .says("link")
                .withButton(links.home())
                .done();
    }

    /** @param stuck the undelivered emails, at least one */
    MailContent undelivered(Locale language, ZoneId zone, List<Stuck> stuck) {
        var content = draft(MailKind.UNDELIVERED, language, links.host())
                .withSubject(stuck.size())
                .says("text", stuck.size(), zone.getId())
                .says("help");
        stuck.stream().limit(LISTED).forEach(one -> list(content, zone, one));
        if (stuck.size() > LISTED) {
            content.says("cut", LISTED);
        }
        return content.withButton(links.adminOutbox()).done();
    }

    MailContent passwordReset(Locale language, EmailAddress admin) {
        return draft(MailKind.PASSWORD_RESET, language, links.host())
                .says("text")
                .withButton(links.passwordReset(admin))
                .done();
    }

    MailContent adminAddress(Locale language, EmailAddress address) {
        return draft(MailKind.ADMIN_ADDRESS, language, links.host())
                .says("text")
                .withButton(links.confirmAdmin(address))
                .done();
    }

    MailContent adminMoves(Locale language) {
        return draft(MailKind.ADMIN_MOVES, language, links.host())
                .says("text")
                .says("help")
                .withButton(links.adminSettings())
                .done();
    }

    private void list(MailContentBuilder content, ZoneId zone, Stuck one) {
        var kind = content.common("outbox.kind." + one.mail().kind());
        var time = content.time(one.mail().queuedAt().atZone(zone));
        var person = one.mail().kind() == MailKind.INVITED_AGAIN
                ? content.common("outbox.toInvited")
                : one.person() == null ? null : UserText.of(one.person());
        var label = person != null
                ? content.text("about", person, UserText.of(String.valueOf(one.exchange())))
                : one.exchange() != null
                        ? content.text("aboutExchange", UserText.of(one.exchange()))
                        : content.text("toYou");
        content.withFact(label, content.text("trouble." + one.mail().trouble(), kind, time));
    }

    private MailContentBuilder draft(MailKind kind, ExchangeView exchange) {
        return draft(kind, exchange.locale(), exchange.name());
    }

    private MailContentBuilder draft(MailKind kind, Locale language, String about) {
        return new MailContentBuilder(messages, links.host(), kind, language, about);
    }
}
