package org.sneakyklaus.participation.web;

import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.participation.Departures;
import org.sneakyklaus.participation.ParticipantPrincipal;
import org.sneakyklaus.support.RuleViolation;
import org.sneakyklaus.support.web.Confirmation;
import org.sneakyklaus.support.web.Flash;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Handles leaving and leave requests. */
@Controller
@RequestMapping("/exchange/{slug}")
class DepartureController {

    private final ExchangeQueries exchanges;
    private final Departures departures;

    DepartureController(ExchangeQueries exchanges, Departures departures) {
        this.exchanges = exchanges;
        this.departures = departures;
    }

    @GetMapping("/me/withdraw")
    ModelAndView ask(@AuthenticationPrincipal ParticipantPrincipal me) {
        var exchange = exchanges.byId(me.exchangeId());
        return exchange.state().allowsWithdrawal()
                ? new ModelAndView("participation/withdraw").addObject("exchange", exchange)
                : new ModelAndView("redirect:/exchange/{slug}/me");
    }

    @PostMapping("/me/withdraw")
    ModelAndView withdraw(
            @AuthenticationPrincipal ParticipantPrincipal me, @RequestParam(defaultValue = "false") boolean confirm) {
        try {
            Confirmation.require(confirm);
        } catch (RuleViolation violation) {
            return new ModelAndView("participation/withdraw", HttpStatus.UNPROCESSABLE_CONTENT)
                    .addObject("exchange", exchanges.byId(me.exchangeId()))
                    .addObject("unconfirmed", true);
        }
        departures.withdraw(me.exchangeId(), me.participantId());
        return new ModelAndView("redirect:/exchange/{slug}/withdrawn");
    }

    /** Shows the page after leaving, when the session has ended. */
    @GetMapping("/withdrawn")
    ModelAndView withdrawn(@PathVariable String slug) {
        return new ModelAndView("participation/withdrawn").addObject("exchange", exchanges.bySlug(slug));
    }

    @PostMapping("/me/leave-request")
    String askToLeave(@AuthenticationPrincipal ParticipantPrincipal me, RedirectAttributes redirect) {
        departures.askToLeave(me.exchangeId(), me.participantId());
        Flash.say(redirect, "leave.asked");
        return "redirect:/exchange/{slug}/me";
    }
}
