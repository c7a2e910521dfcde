package org.sneakyklaus.mail;

import java.util.Optional;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.participation.NextTime;
import org.sneakyklaus.participation.ParticipantView;
import org.sneakyklaus.participation.Unsubscribing;
import org.sneakyklaus.participation.Way;
import org.sneakyklaus.signin.MagicTokens;
import org.sneakyklaus.signin.SignInCodes;
import org.sneakyklaus.signin.TokenSpec;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.support.SecretToken;
import org.springframework.stereotype.Component;

/** Creates the links in emails. Those with a token work at once, because issuing one is a transaction of its own. */
@Component
class MailLinks {

    private final MagicTokens tokens;
    private final SignInCodes codes;
    private final Unsubscribing unsubscribing;
    private final NextTime nextTime;
    private final AppProperties app;

    MailLinks(
            MagicTokens tokens, SignInCodes codes, Unsubscribing unsubscribing, NextTime nextTime, AppProperties app) {
        this.tokens = tokens;
        this.codes = codes;
        this.unsubscribing = unsubscribing;
        this.nextTime = nextTime;
        this.app = app;
    }

    /** Returns a sign-in link that the participant has asked for. */
    String askedSignIn(ExchangeView exchange, ParticipantView person) {
        return withToken(exchange, "signin", TokenSpec.askedSignIn(person.requiredEmail(), person.id(), exchange.id()));
    }

    /** A link and a code, of which only one can be used. */
    record LinkAndCode(String url, String code) {

        @Override
        public String toString() {
            return "***";
        }
    }

    /**
     * Returns a sign-in link that the participant has asked for, and a code that works only in the browser that asked.
     *
     * @param browserHash the hash of that browser's secret
     */
    LinkAndCode askedSignIn(ExchangeView exchange, ParticipantView person, String browserHash) {
        return withCode(
                exchange, TokenSpec.askedSignIn(person.requiredEmail(), person.id(), exchange.id()), browserHash);
    }

    /**
     * Returns a sign-in link for an email about something else; for an organiser the exchange's page, where their account
     * opens their own.
     */
    String signIn(ExchangeView exchange, ParticipantView person) {
        if (person.way() == Way.ACCOUNT) {
            return adminPage(exchange);
        }
        return withToken(
                exchange, "signin", TokenSpec.mailedSignIn(person.requiredEmail(), person.id(), exchange.id()));
    }

    /**
     * Returns a sign-in link for an email about something else, and a code that works only in the browser that caused
     * that email.
     *
     * @param browserHash the hash of that browser's secret
     */
    LinkAndCode signIn(ExchangeView exchange, ParticipantView person, String browserHash) {
        return withCode(
                exchange, TokenSpec.mailedSignIn(person.requiredEmail(), person.id(), exchange.id()), browserHash);
    }

    private LinkAndCode withCode(ExchangeView exchange, TokenSpec spec, String browserHash) {
        var issued = codes.issue(spec, browserHash);
        return new LinkAndCode(withToken(exchange, "signin", issued.token()), issued.code());
    }

    String notMe(ExchangeView exchange, ParticipantView person) {
        return withToken(exchange, "not-me", TokenSpec.notMe(person.requiredEmail(), person.id(), exchange.id()));
    }

    String confirmAddress(ExchangeView exchange, ParticipantView person, EmailAddress newAddress) {
        return withToken(exchange, "email", TokenSpec.emailChange(newAddress, person.id(), exchange.id()));
    }

    /** Returns the public page of an exchange; it gives no access. */
    String publicPage(ExchangeView exchange) {
        return app.link("/exchange/" + exchange.slug());
    }

    /** Returns the URL where a POST alone turns a participant's reminders off. */
    String unsubscribe(ParticipantView person) {
        return app.link("/unsubscribe/" + unsubscribing.token(person.id()));
    }

    /** Returns the URL where a POST alone takes back that someone wants to be invited next time. */
    String notNextTime(NextTime.Agreed one) {
        return app.link("/unsubscribe/next-time/" + nextTime.token(one.id()));
    }

    /** Returns the same for the reader; empty if they do not want to be invited. */
    Optional<String> notNextTime(ExchangeParticipant participant) {
        return nextTime.find(participant.exchange(), participant.reader()).map(this::notNextTime);
    }

    String adminPage(ExchangeView exchange) {
        return app.link("/admin/exchanges/" + exchange.id());
    }

    String adminJobs() {
        return app.link("/admin/jobs");
    }

    /** @param exchangeId the exchange, or 0 for the site */
    String adminWebhooks(long exchangeId) {
        return app.link(exchangeId == 0 ? "/admin/webhooks" : "/admin/exchanges/" + exchangeId + "/webhooks");
    }

    String adminOutbox() {
        return app.link("/admin/outbox");
    }

    /** Returns the home page; it gives no access. */
    String home() {
        return app.link("/");
    }

    String adminSettings() {
        return app.link("/admin/settings");
    }

    /** Returns a link for choosing a new admin password. */
    String passwordReset(EmailAddress admin) {
        return app.link("/admin/password/reset/"
                + tokens.issue(TokenSpec.passwordReset(admin)).text());
    }

    /** Returns a link that confirms an address of the admin. */
    String confirmAdmin(EmailAddress address) {
        return app.link(
                "/admin/email/" + tokens.issue(TokenSpec.adminEmail(address)).text());
    }

    /** Returns the host name of this site. */
    String host() {
        return app.publicUrl().getHost();
    }

    private String withToken(ExchangeView exchange, String page, TokenSpec spec) {
        return withToken(exchange, page, tokens.issue(spec));
    }

    private String withToken(ExchangeView exchange, String page, SecretToken token) {
        return publicPage(exchange) + "/" + page + "/" + token.text();
    }
}
