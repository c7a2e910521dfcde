package org.sneakyklaus.participation.web;

import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.participation.ParticipantView;
import org.sneakyklaus.participation.Unsubscribing;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Handles the unsubscribe link in a reminder. Mail programs post to it automatically (RFC 8058), without cookies or the
 * form, and expect a plain answer; mail scanners only look.
 */
@Controller
@RequestMapping("/unsubscribe/{token}")
class UnsubscribeController {

    private static final String PAGE = "participation/unsubscribe";

    private final Unsubscribing unsubscribing;
    private final ExchangeQueries exchanges;

    UnsubscribeController(Unsubscribing unsubscribing, ExchangeQueries exchanges) {
        this.unsubscribing = unsubscribing;
        this.exchanges = exchanges;
    }

    @GetMapping
    String ask(@PathVariable String token, Model model) {
        return page(token, unsubscribing.look(token), model);
    }

    @PostMapping
    String stop(@PathVariable String token, Model model) {
        return page(token, unsubscribing.stopReminders(token), model);
    }

    private String page(String token, ParticipantView person, Model model) {
        model.addAttribute("token", token);
        model.addAttribute("exchange", exchanges.byId(person.exchangeId()));
        model.addAttribute("off", !person.reminderEnabled());
        return PAGE;
    }
}
