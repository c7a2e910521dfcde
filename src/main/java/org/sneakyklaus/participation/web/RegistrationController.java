package org.sneakyklaus.participation.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.exchange.PersonalLinkPolicy;
import org.sneakyklaus.participation.LinkSignIn;
import org.sneakyklaus.participation.ParticipantAccess;
import org.sneakyklaus.participation.ParticipantPrincipal;
import org.sneakyklaus.participation.Registration;
import org.sneakyklaus.participation.RegistrationStatus;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.support.RuleViolation;
import org.sneakyklaus.support.web.EmailForm;
import org.sneakyklaus.support.web.EvenlyTimed;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Handles joining an exchange. */
@Controller
@RequestMapping("/exchange/{slug}/register")
class RegistrationController {

    /** The link was replaced: it still lets participants sign in, but no one new can join with it. */
    private static final class ReplacedLinkException extends RuntimeException {}

    private final ExchangeQueries exchanges;
    private final Registration registration;
    private final TypedAddress typedAddress;
    private final AskingBrowser browser;
    private final LinkSignIn links;
    private final LinkCards cards;
    private final ParticipantAccess access;
    private final ParticipantSessions sessions;
    private final AppProperties app;

    RegistrationController(
            ExchangeQueries exchanges,
            Registration registration,
            TypedAddress typedAddress,
            AskingBrowser browser,
            LinkSignIn links,
            LinkCards cards,
            ParticipantAccess access,
            ParticipantSessions sessions,
            AppProperties app) {
        this.exchanges = exchanges;
        this.registration = registration;
        this.typedAddress = typedAddress;
        this.browser = browser;
        this.links = links;
        this.cards = cards;
        this.access = access;
        this.sessions = sessions;
        this.app = app;
    }

    @GetMapping
    ModelAndView form(@PathVariable String slug) {
        var exchange = joinable(slug);
        var status = registration.status(exchange);
        return status == RegistrationStatus.OPEN
                ? page(exchange, HttpStatus.OK).addObject("form", RegistrationForm.blank())
                : shut(exchange, status, HttpStatus.OK);
    }

    @PostMapping
    @EvenlyTimed
    ModelAndView register(
            @PathVariable String slug,
            @ModelAttribute("form") RegistrationForm form,
            BindingResult errors,
            @Nullable Authentication authentication,
            HttpServletRequest request,
            HttpServletResponse response) {
        var exchange = joinable(slug);
        var present = form.wantsLink() ? access.signedIn(authentication, slug) : Optional.<ParticipantPrincipal>empty();
        if (present.filter(me -> me.label().equals(form.name.strip())).isPresent()) {
            // A reload of the page with the link, which is shown once, must not register them again.
            return new ModelAndView("redirect:/exchange/{slug}/me");
        }
        var status = registration.status(exchange);
        if (status != RegistrationStatus.OPEN) {
            return shut(exchange, status, HttpStatus.CONFLICT);
        }
        try {
            if (present.isPresent()) {
                throw RuleViolation.of("join.otherPresent", present.get().label());
            }
            if (form.wantsLink()) {
                return linked(exchange, form, request, response);
            }
            var newcomer = form.toNewcomer();
            var outcome = registration.register(
                    exchange.id(),
                    newcomer.email(),
                    newcomer.profile(),
                    new Registration.Wishes(form.reminderEnabled, form.inviteNextTime),
                    browser.mark(response, slug));
            return answer(exchange, outcome, response);
        } catch (RuleViolation violation) {
            violation.rejectIn(errors);
            return page(exchange, HttpStatus.UNPROCESSABLE_CONTENT).addObject("present", present.orElse(null));
        }
    }

    private ModelAndView linked(
            ExchangeView exchange, RegistrationForm form, HttpServletRequest request, HttpServletResponse response) {
        if (exchange.personalLinks() != PersonalLinkPolicy.ANYBODY) {
            throw RuleViolation.onField("word", "link.none");
        }
        var profile = form.toProfile();
        return links.register(exchange, profile, form.word)
                .map(registered -> {
                    sessions.begin(request, response, registered, exchange.slug());
                    return cards.own(exchange, profile.name(), registered.token());
                })
                .orElseGet(() -> tooLate(exchange.id()));
    }

    /** Registration was shut, or the last place taken, while the word was hashed. */
    private ModelAndView tooLate(long exchangeId) {
        var exchange = exchanges.byId(exchangeId);
        var status = registration.status(exchange);
        return status == RegistrationStatus.OPEN
                ? page(exchange, HttpStatus.CONFLICT)
                : shut(exchange, status, HttpStatus.CONFLICT);
    }

    @GetMapping("/done")
    ModelAndView done(@PathVariable String slug, HttpServletRequest request) {
        var exchange = joinable(slug);
        return typedAddress
                .in(request)
                .flatMap(token -> registration.typedBy(exchange.id(), token))
                .map(typed -> done(exchange, HttpStatus.OK, typed).addObject("form", new EmailForm()))
                .orElseGet(() -> new ModelAndView("redirect:/exchange/{slug}"));
    }

    @PostMapping("/correct")
    @EvenlyTimed
    ModelAndView correct(
            @PathVariable String slug,
            @ModelAttribute("form") EmailForm form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response) {
        var exchange = joinable(slug);
        var token = typedAddress.in(request);
        var typed = token.flatMap(own -> registration.typedBy(exchange.id(), own));
        if (typed.isEmpty()) {
            return new ModelAndView("redirect:/exchange/{slug}");
        }
        try {
            var email = form.toEmail();
            return registration
                    .correct(exchange.id(), token.orElseThrow(), email, browser.mark(response, slug))
                    .map(outcome -> answer(exchange, outcome, response))
                    .orElseGet(() -> new ModelAndView("redirect:/exchange/{slug}"));
        } catch (RuleViolation violation) {
            violation.rejectIn(errors);
            return done(exchange, HttpStatus.UNPROCESSABLE_CONTENT, typed.get());
        }
    }

    @ExceptionHandler(ReplacedLinkException.class)
    ModelAndView replacedLink() {
        return new ModelAndView("redirect:/exchange/{slug}/signin");
    }

    private ExchangeView joinable(String slug) {
        var exchange = exchanges.bySlug(slug);
        if (!exchange.slug().equals(slug)) {
            throw new ReplacedLinkException();
        }
        return exchange;
    }

    private ModelAndView answer(ExchangeView exchange, Registration.Outcome outcome, HttpServletResponse response) {
        if (outcome.token() == null) {
            return shut(exchange, outcome.status(), HttpStatus.CONFLICT);
        }
        var cookie = typedAddress.cookie(exchange.slug(), outcome.token());
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
        return new ModelAndView("redirect:/exchange/{slug}/register/done");
    }

    private ModelAndView page(ExchangeView exchange, HttpStatus status) {
        return new ModelAndView("participation/register", status)
                .addObject("exchange", exchange)
                .addObject("invitation", exchange.name())
                .addObject("invitationPicture", app.link("/img/invitation.png"));
    }

    private static ModelAndView done(ExchangeView exchange, HttpStatus status, EmailAddress typed) {
        return new ModelAndView("participation/registered", status)
                .addObject("exchange", exchange)
                .addObject("typed", typed.value());
    }

    private static ModelAndView shut(ExchangeView exchange, RegistrationStatus status, HttpStatus code) {
        return new ModelAndView("participation/shut", code)
                .addObject("exchange", exchange)
                .addObject("door", status);
    }
}
