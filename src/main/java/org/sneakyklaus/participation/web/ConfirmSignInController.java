package org.sneakyklaus.participation.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.participation.ParticipantAccess;
import org.sneakyklaus.participation.ParticipantQueries;
import org.sneakyklaus.participation.Registration;
import org.sneakyklaus.participation.Way;
import org.sneakyklaus.signin.FoundToken;
import org.sneakyklaus.signin.MagicTokens;
import org.sneakyklaus.signin.Purpose;
import org.sneakyklaus.support.EmailAddress;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * Shows the page of a sign-in link. Opening it does not use the link up, because mail scanners follow links; the
 * button's POST, handled by Spring Security, does.
 */
@Controller
@RequestMapping("/exchange/{slug}/signin/{token}")
class ConfirmSignInController {

    private final ExchangeQueries exchanges;
    private final MagicTokens tokens;
    private final ParticipantQueries participants;
    private final ParticipantAccess access;
    private final Registration registration;
    private final AskingBrowser browser;

    ConfirmSignInController(
            ExchangeQueries exchanges,
            MagicTokens tokens,
            ParticipantQueries participants,
            ParticipantAccess access,
            Registration registration,
            AskingBrowser browser) {
        this.exchanges = exchanges;
        this.tokens = tokens;
        this.participants = participants;
        this.access = access;
        this.registration = registration;
        this.browser = browser;
    }

    @GetMapping
    ModelAndView confirm(
            @PathVariable String slug, @PathVariable String token, @Nullable Authentication authentication) {
        var exchange = exchanges.bySlug(slug);
        var found = find(token, exchange.id());
        if (found == null) {
            return new ModelAndView("redirect:/exchange/{slug}/signin");
        }
        if (isSignedIn(authentication, slug, found)) {
            return new ModelAndView("redirect:/exchange/{slug}/me");
        }
        return new ModelAndView(found.usable() ? "participation/confirm-signin" : "participation/link-used")
                .addObject("exchange", exchange)
                .addObject("masked", masked(found.email(), exchange.id()))
                .addObject("token", token);
    }

    /** Sends a new link to the address that the old one went to. */
    @PostMapping("/renew")
    ModelAndView renew(@PathVariable String slug, @PathVariable String token, HttpServletResponse response) {
        var exchange = exchanges.bySlug(slug);
        var found = find(token, exchange.id());
        if (found == null) {
            return new ModelAndView("redirect:/exchange/{slug}/signin");
        }
        registration.askForLink(exchange, found.email(), browser.mark(response, slug));
        return new ModelAndView("redirect:/exchange/{slug}/signin/code");
    }

    private String masked(EmailAddress email, long exchangeId) {
        return email.masked(participants.addresses(exchangeId).values());
    }

    private @Nullable FoundToken find(String token, long exchangeId) {
        return tokens.look(token, Purpose.MAGIC_LINK)
                .filter(found -> found.isOf(exchangeId))
                .filter(this::isAtTheirAddress)
                .orElse(null);
    }

    /** Not so if it was on its way when the address was changed. */
    private boolean isAtTheirAddress(FoundToken found) {
        return Optional.ofNullable(found.participantId())
                .flatMap(participants::find)
                .filter(participant ->
                        participant.way() == Way.EMAIL && found.email().equals(participant.email()))
                .isPresent();
    }

    private boolean isSignedIn(@Nullable Authentication authentication, String slug, FoundToken found) {
        return access.signedIn(authentication, slug)
                .filter(participant -> Long.valueOf(participant.participantId()).equals(found.participantId()))
                .isPresent();
    }
}
