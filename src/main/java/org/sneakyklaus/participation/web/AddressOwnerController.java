package org.sneakyklaus.participation.web;

import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.participation.NotMe;
import org.sneakyklaus.participation.Profiles;
import org.sneakyklaus.signin.MagicTokens;
import org.sneakyklaus.signin.Purpose;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Handles the links by which the owner of an address says "this was not me" or "this is mine". */
@Controller
@RequestMapping("/exchange/{slug}")
class AddressOwnerController {

    private final ExchangeQueries exchanges;
    private final MagicTokens tokens;
    private final NotMe notMe;
    private final Profiles profiles;

    AddressOwnerController(ExchangeQueries exchanges, MagicTokens tokens, NotMe notMe, Profiles profiles) {
        this.exchanges = exchanges;
        this.tokens = tokens;
        this.notMe = notMe;
        this.profiles = profiles;
    }

    @GetMapping("/not-me/{token}")
    ModelAndView askNotMe(@PathVariable String slug, @PathVariable String token) {
        return ask("participation/not-me", slug, token, Purpose.NOT_ME);
    }

    @PostMapping("/not-me/{token}")
    ModelAndView sayNotMe(@PathVariable String slug, @PathVariable String token) {
        var news = switch (notMe.undo(exchanges.bySlug(slug).id(), token)) {
            case UNDONE -> News.NOT_ME;
            case ASKED -> News.ASKED;
            case EXPIRED -> News.EXPIRED;
        };
        return new ModelAndView("redirect:/exchange/{slug}/address?done=" + news);
    }

    @GetMapping("/email/{token}")
    ModelAndView askAddress(@PathVariable String slug, @PathVariable String token) {
        return ask("participation/confirm-address", slug, token, Purpose.EMAIL_CHANGE);
    }

    @PostMapping("/email/{token}")
    ModelAndView confirmAddress(@PathVariable String slug, @PathVariable String token) {
        var done = profiles.confirmAddress(exchanges.bySlug(slug).id(), token);
        return new ModelAndView("redirect:/exchange/{slug}/address?done=" + (done ? News.CHANGED : News.EXPIRED));
    }

    /** The result shown. */
    enum News {
        NOT_ME,
        ASKED,
        CHANGED,
        EXPIRED
    }

    /** Shows the result, at a URL without a token. */
    @GetMapping("/address")
    ModelAndView done(@PathVariable String slug, @RequestParam News done) {
        return new ModelAndView("participation/address-done")
                .addObject("exchange", exchanges.bySlug(slug))
                .addObject("done", done);
    }

    private ModelAndView ask(String view, String slug, String token, Purpose purpose) {
        var exchange = exchanges.bySlug(slug);
        var found = tokens.look(token, purpose).filter(t -> t.usable() && t.isOf(exchange.id()));
        return found.map(t -> new ModelAndView(view)
                        .addObject("exchange", exchange)
                        .addObject("email", t.email().value())
                        .addObject("token", token))
                .orElseGet(() -> new ModelAndView("redirect:/exchange/{slug}/address?done=" + News.EXPIRED));
    }
}
