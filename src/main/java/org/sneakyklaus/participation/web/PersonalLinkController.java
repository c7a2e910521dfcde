package org.sneakyklaus.participation.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.participation.Guardianship;
import org.sneakyklaus.participation.LinkSignIn;
import org.sneakyklaus.participation.LinkSignIn.Door;
import org.sneakyklaus.participation.ParticipantAccess;
import org.sneakyklaus.participation.ParticipantPrincipal;
import org.sneakyklaus.participation.PersonalLinks;
import org.sneakyklaus.participation.Profiles;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.support.RuleViolation;
import org.sneakyklaus.support.web.Confirmation;
import org.sneakyklaus.support.web.EvenlyTimed;
import org.sneakyklaus.support.web.Flash;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Handles personal links: opening them with a word, reporting them, and making new ones. */
@Controller
@RequestMapping("/exchange/{slug}")
class PersonalLinkController {

    private static final String ME = "redirect:/exchange/{slug}/me";

    private final ExchangeQueries exchanges;
    private final LinkSignIn signIn;
    private final PersonalLinks links;
    private final LinkCards cards;
    private final Guardianship guardianship;
    private final Profiles profiles;
    private final ParticipantAccess access;
    private final ParticipantSessions sessions;

    PersonalLinkController(
            ExchangeQueries exchanges,
            LinkSignIn signIn,
            PersonalLinks links,
            LinkCards cards,
            Guardianship guardianship,
            Profiles profiles,
            ParticipantAccess access,
            ParticipantSessions sessions) {
        this.exchanges = exchanges;
        this.signIn = signIn;
        this.links = links;
        this.cards = cards;
        this.guardianship = guardianship;
        this.profiles = profiles;
        this.access = access;
        this.sessions = sessions;
    }

    /** The form at a link. */
    static class DoorForm {

        public String word = "";
        /** Whether the page said that another person is signed in, whose session ends. */
        public boolean instead;

        public boolean confirm;
    }

    /** Shows who a link is for, and changes nothing: chat programs fetch the links that are sent in them. */
    @GetMapping("/link/{token}")
    ModelAndView door(
            @PathVariable String slug,
            @PathVariable String token,
            @ModelAttribute("form") DoorForm form,
            @Nullable Authentication authentication) {
        var exchange = exchanges.bySlug(slug);
        var door = signIn.look(exchange, token).orElse(null);
        if (door == null) {
            return worthless(exchange);
        }
        var present = access.signedIn(authentication, slug).orElse(null);
        return present != null && present.participantId() == door.participantId()
                ? new ModelAndView(ME)
                : page(exchange, door, present, HttpStatus.OK);
    }

    @PostMapping("/link/{token}")
    ModelAndView open(
            @PathVariable String slug,
            @PathVariable String token,
            @ModelAttribute("form") DoorForm form,
            BindingResult errors,
            @Nullable Authentication authentication,
            HttpServletRequest request,
            HttpServletResponse response) {
        var exchange = exchanges.bySlug(slug);
        var door = signIn.look(exchange, token).orElse(null);
        if (door == null) {
            return worthless(exchange);
        }
        var present = access.signedIn(authentication, slug).orElse(null);
        if (present != null && present.participantId() != door.participantId() && !form.instead) {
            return page(exchange, door, present, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        try {
            return signIn.open(exchange, token, form.word, sessions.markOf(request, slug, token))
                    .map(signedIn -> {
                        sessions.begin(request, response, signedIn, slug, token);
                        return new ModelAndView(ME);
                    })
                    .orElseGet(() -> worthless(exchange));
        } catch (RuleViolation violation) {
            violation.rejectIn(errors);
            form.word = "";
            // Another browser may have chosen the word meanwhile.
            return signIn.look(exchange, token)
                    .map(now -> page(exchange, now, present, HttpStatus.UNPROCESSABLE_CONTENT))
                    .orElseGet(() -> worthless(exchange));
        }
    }

    /** Stops a link whose word another person chose first. */
    @PostMapping("/link/{token}/report")
    ModelAndView report(
            @PathVariable String slug,
            @PathVariable String token,
            @ModelAttribute("form") DoorForm form,
            BindingResult errors,
            @Nullable Authentication authentication) {
        var exchange = exchanges.bySlug(slug);
        var door = signIn.look(exchange, token).orElse(null);
        if (door == null) {
            return worthless(exchange);
        }
        try {
            Confirmation.require(form.confirm);
            links.report(exchange.id(), token);
            return new ModelAndView("participation/link-stopped")
                    .addObject("exchange", exchange)
                    .addObject("reported", true);
        } catch (RuleViolation violation) {
            violation.rejectIn(errors);
            return page(
                    exchange,
                    door,
                    access.signedIn(authentication, slug).orElse(null),
                    HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    /** Makes a new link for oneself, and keeps this browser signed in. */
    @PostMapping("/me/new-link")
    ModelAndView renew(
            @AuthenticationPrincipal ParticipantPrincipal me,
            HttpServletRequest request,
            HttpServletResponse response) {
        var exchange = exchanges.byId(me.exchangeId());
        return signIn.renew(exchange, me, request.getSession().getId())
                .map(own -> {
                    sessions.mark(response, exchange.slug(), own);
                    return cards.own(exchange, own.principal().label(), own.token());
                })
                .orElseGet(() -> new ModelAndView(ME));
    }

    /** Gives a person they look after a way of their own: a link, or an address that its owner confirms. */
    @PostMapping("/me/wards/{handle}/way")
    @EvenlyTimed
    ModelAndView handOver(
            @PathVariable String slug,
            @PathVariable String handle,
            @AuthenticationPrincipal ParticipantPrincipal me,
            PersonForm form,
            RedirectAttributes redirect) {
        var person = guardianship.idOf(me, handle);
        if (form.wantsLink()) {
            return cards.handedOver(exchanges.byId(me.exchangeId()), links.handOver(me.exchangeId(), person));
        }
        profiles.askForAddress(me.exchangeId(), person, new EmailAddress(form.email));
        Flash.say(redirect, "profile.address.asked");
        return new ModelAndView(ME);
    }

    private static ModelAndView page(
            ExchangeView exchange, Door door, @Nullable ParticipantPrincipal present, HttpStatus status) {
        return new ModelAndView("participation/open-link", status)
                .addObject("exchange", exchange)
                .addObject("door", door)
                .addObject("present", present);
    }

    private static ModelAndView worthless(ExchangeView exchange) {
        return new ModelAndView("participation/link-stopped", HttpStatus.NOT_FOUND).addObject("exchange", exchange);
    }
}
