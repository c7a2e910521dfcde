package org.sneakyklaus.notification.mail;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.notification.MailKind;
import org.sneakyklaus.notification.UndeliveredMails.Undelivered;
import org.sneakyklaus.support.EmailAddress;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Writes the letters to the admin. None names who gives to whom. */
@Component
class AdminLetterWriter {

    /**
     * One e-mail that did not arrive, with names.
     *
     * @param person null when it is about nobody
     * @param exchange null when it is about none
     */
    record Stuck(
            Undelivered mail,
            @Nullable String person,
            @Nullable String exchange) {}

    /** How many of them are listed; the page of the outbox has them all. */
    static final int LISTED = 25;

    private static final Pattern EXCHANGE_JOB = Pattern.compile("(?<type>[a-z_]+?)_exchange_\\d+(_.*)?");

    private final MessageSource messages;
    private final MailLinks links;

    AdminLetterWriter(MessageSource messages, MailLinks links) {
        this.messages = messages;
        this.links = links;
    }

    /** About something that a participant did. */
    Letter aboutPerson(MailKind kind, Place place) {
        return draft(kind, place.exchange())
                .says("text", UserText.of(place.person().name()))
                .withButton(links.adminPage(place.exchange()))
                .done();
    }

    /** @param people how many take part */
    Letter registrationClosed(ExchangeView exchange, int people) {
        return draft(MailKind.REGISTRATION_CLOSED, exchange)
                .says("text", people)
                .says("more")
                .withButton(links.adminPage(exchange))
                .done();
    }

    Letter drawn(ExchangeView exchange) {
        return draft(MailKind.DRAWN, exchange)
                .says("text")
                .says("more")
                .withButton(links.adminPage(exchange))
                .done();
    }

    Letter completed(ExchangeView exchange) {
        return draft(MailKind.COMPLETED, exchange)
                .says("text")
                .says("more")
                .withButton(links.adminPage(exchange))
                .done();
    }

    /** @param deletion when everything in it goes */
    Letter purgeWarning(ExchangeView exchange, Instant deletion) {
        var letter = draft(MailKind.PURGE_WARNING, exchange);
        var day = letter.day(deletion.atZone(exchange.zone()));
        letter.withSubject(day)
                .says(exchange.state().isOver() ? "over" : "undrawn")
                .says("text", day)
                .says(exchange.state().isOver() ? "keep" : "postpone");
        if (exchange.state() == ExchangeState.COMPLETED && exchange.rememberPairs()) {
            letter.says("pairs");
        }
        return letter.withButton(links.adminPage(exchange)).done();
    }

    Letter jobFailed(Locale language, String jobId) {
        var job = EXCHANGE_JOB.matcher(jobId);
        var isOfExchange = job.matches();
        var key = "job." + (isOfExchange ? job.group("type") : jobId) + ".name";
        // A job that is no more has no name.
        var name = Optional.ofNullable(messages.getMessage(key, null, null, language));
        var next = name.isEmpty() ? "gone" : isOfExchange ? "once" : "again";
        return draft(MailKind.JOB_FAILED, language, name.orElse(jobId))
                .says("text")
                .says(next)
                .withButton(links.adminJobs())
                .done();
    }

    Letter test(Locale language) {
        return draft(MailKind.TEST, language, links.host())
                .says("text", links.host())
                .says("link")
                .withButton(links.home())
                .done();
    }

    /** @param stuck at least one */
    Letter undelivered(Locale language, ZoneId zone, List<Stuck> stuck) {
        var letter = draft(MailKind.UNDELIVERED, language, links.host())
                .withSubject(stuck.size())
                .says("text", stuck.size(), zone.getId())
                .says("help");
        stuck.stream().limit(LISTED).forEach(one -> list(letter, zone, one));
        if (stuck.size() > LISTED) {
            letter.says("cut", LISTED);
        }
        return letter.withButton(links.adminOutbox()).done();
    }

    Letter passwordReset(Locale language, EmailAddress admin) {
        return draft(MailKind.PASSWORD_RESET, language, links.host())
                .says("text")
                .withButton(links.passwordReset(admin))
                .done();
    }

    Letter adminAddress(Locale language, EmailAddress address) {
        return draft(MailKind.ADMIN_ADDRESS, language, links.host())
                .says("text")
                .withButton(links.confirmAdmin(address))
                .done();
    }

    Letter adminMoves(Locale language) {
        return draft(MailKind.ADMIN_MOVES, language, links.host())
                .says("text")
                .says("help")
                .withButton(links.adminSettings())
                .done();
    }

    private void list(LetterDraft letter, ZoneId zone, Stuck one) {
        var kind = letter.common("outbox.kind." + one.mail().kind());
        var time = letter.time(one.mail().queuedAt().atZone(zone));
        var label = one.person() != null
                ? letter.text("about", UserText.of(one.person()), UserText.of(String.valueOf(one.exchange())))
                : one.exchange() != null
                        ? letter.text("aboutExchange", UserText.of(one.exchange()))
                        : letter.text("toYou");
        letter.withFact(label, letter.text("trouble." + one.mail().trouble(), kind, time));
    }

    private LetterDraft draft(MailKind kind, ExchangeView exchange) {
        return draft(kind, exchange.locale(), exchange.name());
    }

    private LetterDraft draft(MailKind kind, Locale language, String about) {
        return new LetterDraft(messages, links.host(), kind, language, about);
    }
}
