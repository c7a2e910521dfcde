package org.sneakyklaus.participation.web;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.exchange.PersonalLinkPolicy;
import org.sneakyklaus.participation.Departures;
import org.sneakyklaus.participation.Guardianship;
import org.sneakyklaus.participation.ParticipantPrincipal;
import org.sneakyklaus.participation.ParticipantQueries;
import org.sneakyklaus.participation.ParticipantView;
import org.sneakyklaus.participation.Way;
import org.sneakyklaus.support.RuleViolation;
import org.sneakyklaus.support.web.Confirmation;
import org.sneakyklaus.support.web.Flash;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
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

    private static final String WITHDRAW = "/me/withdraw";
    private static final String WITHDRAW_FOR = "/me/wards/{handle}/remove";
    private static final String ME = "redirect:/exchange/{slug}/me";

    private final ExchangeQueries exchanges;
    private final Departures departures;
    private final Guardianship guardianship;
    private final ParticipantQueries participants;

    DepartureController(
            ExchangeQueries exchanges,
            Departures departures,
            Guardianship guardianship,
            ParticipantQueries participants) {
        this.exchanges = exchanges;
        this.departures = departures;
        this.guardianship = guardianship;
        this.participants = participants;
    }

    @GetMapping({WITHDRAW, WITHDRAW_FOR})
    ModelAndView ask(
            @AuthenticationPrincipal ParticipantPrincipal me, @PathVariable(required = false) @Nullable String handle) {
        long person = guardianship.idOf(me, handle);
        return exchanges.byId(me.exchangeId()).state().allowsWithdrawal()
                ? page(me, handle, person, new WithdrawalForm(), HttpStatus.OK)
                : new ModelAndView(ME);
    }

    @PostMapping({WITHDRAW, WITHDRAW_FOR})
    ModelAndView withdraw(
            @AuthenticationPrincipal ParticipantPrincipal me,
            @PathVariable(required = false) @Nullable String handle,
            @ModelAttribute("form") WithdrawalForm form,
            BindingResult errors,
            RedirectAttributes redirect) {
        long person = guardianship.idOf(me, handle);
        try {
            Confirmation.require(form.confirm);
            if (handle == null && !form.guardian.isEmpty()) {
                departures.withdraw(me, form.guardian);
            } else {
                departures.withdraw(me.exchangeId(), person);
            }
        } catch (RuleViolation violation) {
            violation.rejectIn(errors);
            return page(me, handle, person, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        if (handle != null) {
            Flash.say(redirect, "withdraw.other.done", participants.byId(person).name());
            return new ModelAndView(ME);
        }
        var gone = participants.byId(person);
        if (!gone.mailed()) {
            redirect.addAttribute("way", gone.way());
        }
        return new ModelAndView("redirect:/exchange/{slug}/withdrawn");
    }

    private ModelAndView page(
            ParticipantPrincipal me, @Nullable String handle, long person, WithdrawalForm form, HttpStatus status) {
        var people = participants.peopleOf(person).stream()
                .map(ParticipantView::name)
                .toList();
        var exchange = exchanges.byId(me.exchangeId());
        return new ModelAndView("participation/withdraw", status)
                .addObject("exchange", exchange)
                .addObject("again", again(exchange, participants.byId(person).way()))
                .addObject("form", form)
                .addObject("handle", handle)
                .addObject("name", participants.byId(person).name())
                .addObject("people", String.join(", ", people))
                .addObject("successors", people.isEmpty() ? Map.of() : guardianship.successors(me, form.guardian));
    }

    /**
     * Shows the page after leaving, when the session has ended.
     *
     * @param way how they took part if that was without email; else null
     */
    @GetMapping("/withdrawn")
    ModelAndView withdrawn(@PathVariable String slug, @RequestParam(required = false) @Nullable Way way) {
        var exchange = exchanges.bySlug(slug);
        return new ModelAndView("participation/withdrawn")
                .addObject("exchange", exchange)
                .addObject("again", again(exchange, way))
                .addObject("mailed", way == null);
    }

    /** Returns the key of what to do to join again: no one makes a link for themselves where only the organiser does. */
    private static String again(ExchangeView exchange, @Nullable Way way) {
        return way == Way.LINK && exchange.personalLinks() != PersonalLinkPolicy.ANYBODY
                ? "withdraw.again.link"
                : "withdraw.again";
    }

    @PostMapping({"/me/leave-request", "/me/wards/{handle}/leave-request"})
    String askToLeave(
            @AuthenticationPrincipal ParticipantPrincipal me,
            @PathVariable(required = false) @Nullable String handle,
            RedirectAttributes redirect) {
        var person = guardianship.idOf(me, handle);
        departures.askToLeave(me.exchangeId(), person);
        if (handle == null) {
            Flash.say(redirect, "leave.asked");
        } else {
            Flash.say(redirect, "leave.other.asked", participants.byId(person).name());
        }
        return ME;
    }

    @PostMapping({"/me/stay", "/me/wards/{handle}/stay"})
    String stay(
            @AuthenticationPrincipal ParticipantPrincipal me,
            @PathVariable(required = false) @Nullable String handle,
            RedirectAttributes redirect) {
        var person = guardianship.idOf(me, handle);
        departures.stay(me.exchangeId(), person);
        if (handle == null) {
            Flash.say(redirect, "leave.stays");
        } else {
            Flash.say(redirect, "leave.other.stays", participants.byId(person).name());
        }
        return ME;
    }
}
