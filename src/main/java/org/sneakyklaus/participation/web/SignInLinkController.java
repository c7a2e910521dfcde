package org.sneakyklaus.participation.web;

import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.participation.Registration;
import org.sneakyklaus.support.RuleViolation;
import org.sneakyklaus.support.web.EmailForm;
import org.sneakyklaus.support.web.EvenlyTimed;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Handles requests for a sign-in link; the response is the same whether the address is known or not. */
@Controller
@RequestMapping("/exchange/{slug}/signin")
class SignInLinkController {

    private final ExchangeQueries exchanges;
    private final Registration registration;
    private final AskingBrowser browser;

    SignInLinkController(ExchangeQueries exchanges, Registration registration, AskingBrowser browser) {
        this.exchanges = exchanges;
        this.registration = registration;
        this.browser = browser;
    }

    /**
     * @param signedOut whether the participant has just signed out, and so has no session to keep this
     * @param participant the participant of an existing session, or null
     */
    @GetMapping
    ModelAndView form(
            @PathVariable String slug,
            @RequestParam(defaultValue = "false") boolean signedOut,
            @Nullable Principal participant) {
        return page(slug, HttpStatus.OK)
                .addObject("form", new EmailForm())
                .addObject("signedOut", signedOut && participant == null);
    }

    @PostMapping
    @EvenlyTimed
    ModelAndView ask(
            @PathVariable String slug,
            @ModelAttribute("form") EmailForm form,
            BindingResult errors,
            HttpServletResponse response) {
        var exchange = exchanges.bySlug(slug);
        try {
            var email = form.toEmail();
            registration.askForLink(exchange, email, browser.mark(response, slug));
            return new ModelAndView("redirect:/exchange/{slug}/signin/code");
        } catch (RuleViolation violation) {
            violation.rejectIn(errors);
            return page(slug, HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    /** Shows the form for the code; Spring Security handles its POST. */
    @GetMapping("/code")
    ModelAndView sent(@PathVariable String slug) {
        return new ModelAndView("participation/link-sent").addObject("exchange", exchanges.bySlug(slug));
    }

    private ModelAndView page(String slug, HttpStatus status) {
        return new ModelAndView("participation/signin", status).addObject("exchange", exchanges.bySlug(slug));
    }
}
