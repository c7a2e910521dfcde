package org.sneakyklaus.notification.mail;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.notification.MailKind;
import org.sneakyklaus.support.EmailAddress;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * Writes the letter of each kind. Nothing in it depends on whom one gives to, so that neither its words nor its length
 * tell; the one exception is {@link #pairingWithName}, which the organiser must have asked for.
 */
@Component
class LetterWriter {

    private static final Pattern EXCHANGE_JOB = Pattern.compile("(?<type>[a-z_]+?)_exchange_\\d+(_.*)?");

    private final MessageSource messages;
    private final MailLinks links;
    private final Clock clock;

    LetterWriter(MessageSource messages, MailLinks links, Clock clock) {
        this.messages = messages;
        this.links = links;
        this.clock = clock;
    }

    Letter confirmation(Place place) {
        var letter = draft(MailKind.REGISTRATION_CONFIRMATION, place);
        return letter.says(place.person().addedByAdmin() ? "added" : "registered")
                .says("text")
                .withFacts(place.exchange())
                .withButton(links.signIn(place.exchange(), place.person()))
                .withLink(letter.text("notMe"), links.notMe(place.exchange(), place.person()))
                .done();
    }

    Letter signIn(Place place) {
        return draft(MailKind.SIGN_IN, place)
                .says("text")
                .withButton(links.askedSignIn(place.exchange(), place.person()))
                .done();
    }

    /** @param places all of the reader's, at least one */
    Letter places(Place asked, List<Place> places) {
        var letter = draft(MailKind.FIND_EXCHANGES, asked).says("text");
        for (var place : places) {
            letter.withLink(UserText.of(place.exchange().name()), links.askedSignIn(place.exchange(), place.person()));
        }
        return letter.done();
    }

    Letter addressChange(Place place, EmailAddress newAddress) {
        return draft(MailKind.ADDRESS_CHANGE, place)
                .says("text")
                .withButton(links.confirmAddress(place.exchange(), place.person(), newAddress))
                .done();
    }

    /** Any of the e-mails that tell everybody the same, with a button that leads to one's own page. */
    Letter news(MailKind kind, Place place) {
        return draft(kind, place)
                .says("text")
                .says("more")
                .withFacts(place.exchange())
                .withButton(links.signIn(place.exchange(), place.person()))
                .done();
    }

    /** The draw's result by e-mail, where the organiser wanted it so. */
    Letter pairingWithName(MailKind kind, Place place, String receiverName) {
        return draft(kind, place)
                .says("text")
                .says("named", UserText.of(receiverName))
                .withFacts(place.exchange())
                .withButton(links.signIn(place.exchange(), place.person()))
                .done();
    }

    Letter reminder(Place place) {
        var date = place.exchange().exchangeDate();
        var today = LocalDate.ofInstant(clock.instant(), date.getZone());
        return draft(MailKind.REMINDER, place)
                .withSubject(ChronoUnit.DAYS.between(today, date.toLocalDate()))
                .says("text")
                .says("more")
                .withFacts(place.exchange())
                .withButton(links.signIn(place.exchange(), place.person()))
                .done();
    }

    Letter calledOff(Place place) {
        return draft(MailKind.CALLED_OFF, place)
                .says("text")
                .withOrganiser(place.exchange())
                .withButton(links.publicPage(place.exchange()))
                .done();
    }

    Letter withdrawal(Place place) {
        return draft(MailKind.WITHDRAWAL, place)
                .says("text")
                .says("more")
                .withButton(links.publicPage(place.exchange()))
                .done();
    }

    Letter removed(Place place) {
        return draft(MailKind.REMOVED, place)
                .says("text")
                .withOrganiser(place.exchange())
                .done();
    }

    Letter leaveRequest(Place place) {
        return toAdmin(MailKind.LEAVE_REQUEST, place.exchange())
                .says("text", UserText.of(place.person().name()))
                .withButton(links.adminPage(place.exchange()))
                .done();
    }

    /** @param deletion when everything in it goes */
    Letter purgeWarning(ExchangeView exchange, Instant deletion) {
        var letter = toAdmin(MailKind.PURGE_WARNING, exchange);
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

    Letter completed(ExchangeView exchange) {
        return toAdmin(MailKind.COMPLETED, exchange)
                .says("text")
                .says("more")
                .withButton(links.adminPage(exchange))
                .done();
    }

    Letter jobFailed(Locale language, String jobId) {
        var job = EXCHANGE_JOB.matcher(jobId);
        var isOfExchange = job.matches();
        var key = "job." + (isOfExchange ? job.group("type") : jobId) + ".name";
        // A job that is no more has no name.
        var name = Optional.ofNullable(messages.getMessage(key, null, null, language));
        var next = name.isEmpty() ? "gone" : isOfExchange ? "once" : "again";
        return new LetterDraft(messages, links.host(), MailKind.JOB_FAILED, language, name.orElse(jobId))
                .says("text")
                .says(next)
                .withButton(links.adminJobs())
                .done();
    }

    private LetterDraft draft(MailKind kind, Place place) {
        return toAdmin(kind, place.exchange()).greets(place.person().name());
    }

    private LetterDraft toAdmin(MailKind kind, ExchangeView exchange) {
        return new LetterDraft(messages, links.host(), kind, exchange.locale(), exchange.name());
    }
}
