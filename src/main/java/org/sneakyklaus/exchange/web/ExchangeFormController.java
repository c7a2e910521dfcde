package org.sneakyklaus.exchange.web;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.sneakyklaus.exchange.ExchangeEditing;
import org.sneakyklaus.exchange.ExchangeLifecycle;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.exchange.Headcount;
import org.sneakyklaus.exchange.PersonalLinkPolicy;
import org.sneakyklaus.exchange.Theme;
import org.sneakyklaus.support.BrokenRules;
import org.sneakyklaus.support.MailCapture;
import org.sneakyklaus.support.Organiser;
import org.sneakyklaus.support.RuleViolation;
import org.sneakyklaus.support.TimeZones;
import org.sneakyklaus.support.language.Languages;
import org.sneakyklaus.support.web.Flash;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Handles the form for creating and editing an exchange. */
@Controller
@RequestMapping("/admin/exchanges")
class ExchangeFormController {

    private final ExchangeEditing editing;
    private final ExchangeLifecycle lifecycle;
    private final ExchangeQueries exchanges;
    private final Headcount headcount;
    private final Organiser organiser;
    private final MailCapture mailCapture;
    private final Clock clock;

    ExchangeFormController(
            ExchangeEditing editing,
            ExchangeLifecycle lifecycle,
            ExchangeQueries exchanges,
            Headcount headcount,
            Organiser organiser,
            MailCapture mailCapture,
            Clock clock) {
        this.editing = editing;
        this.lifecycle = lifecycle;
        this.exchanges = exchanges;
        this.headcount = headcount;
        this.organiser = organiser;
        this.mailCapture = mailCapture;
        this.clock = clock;
    }

    /** The options of the form; the languages by their own names. */
    record Choices(
            List<String> timezones,
            List<Theme> themes,
            Map<String, String> languages,
            List<PersonalLinkPolicy> personalLinks) {}

    @ModelAttribute("choices")
    Choices choices() {
        return new Choices(
                TimeZones.offered(),
                Arrays.asList(Theme.values()),
                Languages.namesWithRegions(),
                Arrays.asList(PersonalLinkPolicy.values()));
    }

    @GetMapping("/new")
    ModelAndView blank() {
        return page(HttpStatus.OK)
                .addObject("form", ExchangeForm.blank(organiser, mailCapture.active(), clock.instant()));
    }

    @PostMapping
    ModelAndView create(@ModelAttribute("form") ExchangeForm form, BindingResult errors, RedirectAttributes redirect) {
        try {
            new BrokenRules()
                    .check(form::toDetails)
                    .check(() -> editing.check(form.toTerms()))
                    .refuse();
            if (!errors.hasErrors()) {
                var id = form.takesPart ? editing.createTakingPart(form.toDetails()) : editing.create(form.toDetails());
                if (form.open) {
                    open(id, redirect);
                } else {
                    Flash.say(redirect, "exchange.created");
                }
                return new ModelAndView("redirect:/admin/exchanges/" + id);
            }
        } catch (RuleViolation violation) {
            violation.rejectIn(errors);
        }
        return page(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    /** Opens registration; the draft stays if that cannot be. */
    private void open(long id, RedirectAttributes redirect) {
        try {
            lifecycle.open(id, null);
            Flash.say(redirect, "exchange.opened");
        } catch (RuleViolation violation) {
            Flash.say(redirect, "exchange.created");
            Flash.refuse(redirect, violation);
        }
    }

    @GetMapping("/{id}/edit")
    ModelAndView edit(@PathVariable long id) {
        return editPage(id, HttpStatus.OK).addObject("form", ExchangeForm.of(exchanges.byId(id)));
    }

    @PostMapping("/{id}/edit")
    ModelAndView change(
            @PathVariable long id,
            @ModelAttribute("form") ExchangeForm form,
            BindingResult errors,
            RedirectAttributes redirect) {
        var version = exchanges.byId(id).version();
        if (form.version != null && form.version != version) {
            // What was typed stays, and a second press is a decision.
            form.version = version;
            errors.reject("exchange.conflict.stale");
            return editPage(id, HttpStatus.CONFLICT);
        }
        try {
            new BrokenRules()
                    .check(form::toDetails)
                    .check(() -> editing.check(id, form.toTerms()))
                    .refuse();
            if (!errors.hasErrors()) {
                if (editing.edit(id, form.toDetails(), form.version)) {
                    Flash.sayMailing(redirect, headcount.mailed(id), "exchange.edited");
                } else {
                    Flash.say(redirect, "exchange.edited");
                }
                return new ModelAndView("redirect:/admin/exchanges/" + id);
            }
        } catch (RuleViolation violation) {
            violation.rejectIn(errors);
        }
        return editPage(id, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private ModelAndView editPage(long id, HttpStatus status) {
        var drawn = exchanges.byId(id).state() == ExchangeState.MATCHED;
        return page(status).addObject("mailed", drawn ? headcount.mailed(id) : null);
    }

    private static ModelAndView page(HttpStatus status) {
        return new ModelAndView("exchange/form", status);
    }
}
