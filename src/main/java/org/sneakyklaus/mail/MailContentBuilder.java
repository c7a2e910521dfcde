package org.sneakyklaus.mail;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.mail.MailContent.Code;
import org.sneakyklaus.mail.MailContent.Fact;
import org.sneakyklaus.mail.MailContent.Link;
import org.sneakyklaus.outbox.MailKind;
import org.springframework.context.MessageSource;

/**
 * Builds the content of an email. Its messages have the prefix {@code mail.<kind>} and get the name of what it is
 * about.
 */
final class MailContentBuilder {

    private final MessageSource messages;
    private final String host;
    private final MailKind kind;
    private final Locale locale;
    private final String about;
    private final List<String> paragraphs = new ArrayList<>();
    private final List<Fact> facts = new ArrayList<>();
    private final List<Link> more = new ArrayList<>();
    private final List<Link> last = new ArrayList<>();
    private String greeting;
    private Object[] subjectArguments = {};
    private @Nullable Link button;
    private @Nullable Code code;
    private @Nullable Link stop;

    MailContentBuilder(MessageSource messages, String host, MailKind kind, Locale locale, String about) {
        this.messages = messages;
        this.host = host;
        this.kind = kind;
        this.locale = locale;
        this.about = UserText.of(about);
        this.greeting = common("mail.greeting.admin");
    }

    MailContentBuilder greets(String name) {
        greeting = common("mail.greeting", UserText.of(name));
        return this;
    }

    MailContentBuilder withSubject(Object... further) {
        subjectArguments = further;
        return this;
    }

    MailContentBuilder says(String part, Object... further) {
        paragraphs.add(text(part, further));
        return this;
    }

    /** Adds a sentence shared by several kinds, by its full key. */
    MailContentBuilder saysAsAll(String key, Object... arguments) {
        paragraphs.add(common(key, arguments));
        return this;
    }

    /** Adds what someone wrote, a paragraph for each line. */
    MailContentBuilder quotes(String written) {
        paragraphs.addAll(UserText.lines(written));
        return this;
    }

    MailContentBuilder withFacts(ExchangeView exchange) {
        facts.add(new Fact(common("mail.fact.date"), dateAndTime(exchange.exchangeDate())));
        if (!exchange.budget().isEmpty()) {
            facts.add(new Fact(common("mail.fact.budget"), UserText.of(exchange.budget())));
        }
        return withOrganiser(exchange);
    }

    MailContentBuilder withOrganiser(ExchangeView exchange) {
        if (!exchange.organiserName().isEmpty()) {
            facts.add(new Fact(common("mail.fact.organiser"), UserText.of(exchange.organiserName())));
        }
        if (!exchange.organiserContact().isEmpty()) {
            facts.add(new Fact(common("mail.fact.contact"), UserText.contact(exchange.organiserContact())));
        }
        return this;
    }

    MailContentBuilder withFact(String label, String value) {
        facts.add(new Fact(label, value));
        return this;
    }

    MailContentBuilder withButton(String url) {
        button = new Link(text("button"), url);
        return this;
    }

    MailContentBuilder withCode(String digits) {
        code = new Code(text("code"), digits);
        return this;
    }

    MailContentBuilder withLink(String label, String url) {
        more.add(new Link(label, url));
        return this;
    }

    /** Adds a link that comes after all others, whenever they are added. */
    MailContentBuilder withLastLink(String label, String url) {
        last.add(new Link(label, url));
        return this;
    }

    /** Sets the link that ends these emails, for the footer and for mail programs. */
    MailContentBuilder withStop(String url) {
        stop = new Link(text("stop"), url);
        return this;
    }

    MailContent done() {
        return new MailContent(
                locale.toLanguageTag(),
                text("subject", subjectArguments),
                greeting,
                List.copyOf(paragraphs),
                List.copyOf(facts),
                button,
                code,
                Stream.concat(more.stream(), last.stream()).toList(),
                text("reason", host),
                stop);
    }

    /** Returns a message. {@code {0}} is the name of what the email is about; further arguments follow. */
    String text(String part, Object... further) {
        var arguments = new ArrayList<Object>(List.of(about));
        arguments.addAll(List.of(further));
        return messages.getMessage("mail." + kind + "." + part, arguments.toArray(), locale);
    }

    String day(ZonedDateTime date) {
        return formatted("mail.day", date);
    }

    /** Formats a date and time with the time zone. */
    String dateAndTime(ZonedDateTime date) {
        return formatted("mail.date", date);
    }

    /** Formats a time without the time zone, where that was already given. */
    String time(ZonedDateTime time) {
        return formatted("mail.time", time);
    }

    private String formatted(String pattern, ZonedDateTime date) {
        return DateTimeFormatter.ofPattern(common(pattern), locale).format(date);
    }

    String common(String key, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }
}
