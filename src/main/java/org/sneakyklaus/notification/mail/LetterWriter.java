package org.sneakyklaus.notification.mail;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.notification.MailKind;
import org.sneakyklaus.notification.mail.Letter.Fact;
import org.sneakyklaus.notification.mail.Letter.Link;
import org.sneakyklaus.support.EmailAddress;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * Writes the letter of each kind. Nothing in it depends on whom one gives to, so that neither its words nor its length
 * tell; the one exception is {@link #pairingWithName}, which the organiser must have asked for.
 */
@Component
class LetterWriter {

    private final MessageSource messages;
    private final MailLinks links;
    private final Clock clock;

    LetterWriter(MessageSource messages, MailLinks links, Clock clock) {
        this.messages = messages;
        this.links = links;
        this.clock = clock;
    }

    Letter confirmation(Place place) {
        var letter = new Draft(MailKind.REGISTRATION_CONFIRMATION, place);
        return letter.says(place.person().addedByAdmin() ? "added" : "registered")
                .says("text")
                .withFacts()
                .withButton(links.signIn(place.exchange(), place.person()))
                .withLink(letter.text("notMe"), links.notMe(place.exchange(), place.person()))
                .done();
    }

    Letter signIn(Place place) {
        return new Draft(MailKind.SIGN_IN, place)
                .says("text")
                .withButton(links.askedSignIn(place.exchange(), place.person()))
                .done();
    }

    /** @param places all of the reader's, at least one */
    Letter places(Place asked, List<Place> places) {
        var letter = new Draft(MailKind.FIND_EXCHANGES, asked).says("text");
        for (var place : places) {
            letter.withLink(UserText.of(place.exchange().name()), links.askedSignIn(place.exchange(), place.person()));
        }
        return letter.done();
    }

    Letter addressChange(Place place, EmailAddress newAddress) {
        return new Draft(MailKind.ADDRESS_CHANGE, place)
                .says("text")
                .withButton(links.confirmAddress(place.exchange(), place.person(), newAddress))
                .done();
    }

    /** Any of the e-mails that tell everybody the same, with a button that leads to one's own page. */
    Letter news(MailKind kind, Place place) {
        return new Draft(kind, place)
                .says("text")
                .says("more")
                .withFacts()
                .withButton(links.signIn(place.exchange(), place.person()))
                .done();
    }

    /** The draw's result by e-mail, where the organiser wanted it so. */
    Letter pairingWithName(MailKind kind, Place place, String receiverName) {
        return new Draft(kind, place)
                .says("text")
                .says("named", UserText.of(receiverName))
                .withFacts()
                .withButton(links.signIn(place.exchange(), place.person()))
                .done();
    }

    Letter reminder(Place place) {
        var date = place.exchange().exchangeDate();
        var today = LocalDate.ofInstant(clock.instant(), date.getZone());
        return new Draft(MailKind.REMINDER, place, ChronoUnit.DAYS.between(today, date.toLocalDate()))
                .says("text")
                .says("more")
                .withFacts()
                .withButton(links.signIn(place.exchange(), place.person()))
                .done();
    }

    Letter calledOff(Place place) {
        return new Draft(MailKind.CALLED_OFF, place)
                .says("text")
                .withOrganiser()
                .withButton(links.publicPage(place.exchange()))
                .done();
    }

    Letter withdrawal(Place place) {
        return new Draft(MailKind.WITHDRAWAL, place)
                .says("text")
                .says("more")
                .withButton(links.publicPage(place.exchange()))
                .done();
    }

    Letter removed(Place place) {
        return new Draft(MailKind.REMOVED, place).says("text").withOrganiser().done();
    }

    Letter leaveRequest(Place place) {
        return new Draft(MailKind.LEAVE_REQUEST, place)
                .says("text", UserText.of(place.person().name()))
                .withButton(links.adminPage(place.exchange()))
                .done();
    }

    /** A letter that is being written; its sentences stand under {@code mail.<kind>} and get the exchange's name. */
    private final class Draft {

        private final MailKind kind;
        private final Place place;
        private final Object[] subjectArguments;
        private final Locale locale;
        private final String exchangeName;
        private final List<String> paragraphs = new ArrayList<>();
        private final List<Fact> facts = new ArrayList<>();
        private final List<Link> more = new ArrayList<>();
        private @Nullable Link button;

        Draft(MailKind kind, Place place, Object... more) {
            this.kind = kind;
            this.place = place;
            this.locale = place.exchange().locale();
            this.exchangeName = UserText.of(place.exchange().name());
            this.subjectArguments = more;
        }

        Draft says(String part, Object... more) {
            paragraphs.add(text(part, more));
            return this;
        }

        Draft withFacts() {
            facts.add(new Fact(
                    common("mail.fact.date"), formatted(place.exchange().exchangeDate())));
            if (!place.exchange().budget().isEmpty()) {
                facts.add(new Fact(
                        common("mail.fact.budget"), UserText.of(place.exchange().budget())));
            }
            return withOrganiser();
        }

        Draft withOrganiser() {
            if (!place.exchange().organiserName().isEmpty()) {
                facts.add(new Fact(
                        common("mail.fact.organiser"),
                        UserText.of(place.exchange().organiserName())));
            }
            return this;
        }

        Draft withButton(String url) {
            button = new Link(text("button"), url);
            return this;
        }

        Draft withLink(String label, String url) {
            more.add(new Link(label, url));
            return this;
        }

        Letter done() {
            var greeting = kind == MailKind.LEAVE_REQUEST
                    ? common("mail.greeting.admin")
                    : common("mail.greeting", UserText.of(place.person().name()));
            return new Letter(
                    locale.toLanguageTag(),
                    text("subject", subjectArguments),
                    greeting,
                    List.copyOf(paragraphs),
                    List.copyOf(facts),
                    button,
                    List.copyOf(more),
                    text("reason", links.host()));
        }

        /** {@code {0}} is the exchange's name; what is given further follows. */
        String text(String part, Object... further) {
            var arguments = new ArrayList<Object>(List.of(exchangeName));
            arguments.addAll(List.of(further));
            return messages.getMessage("mail." + kind + "." + part, arguments.toArray(), locale);
        }

        private String common(String key, Object... arguments) {
            return messages.getMessage(key, arguments, locale);
        }

        private String formatted(ZonedDateTime date) {
            return DateTimeFormatter.ofPattern(common("mail.date"), locale).format(date);
        }
    }
}
