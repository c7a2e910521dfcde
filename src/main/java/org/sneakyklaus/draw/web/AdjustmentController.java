package org.sneakyklaus.draw.web;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.draw.DrawAdjuster;
import org.sneakyklaus.draw.Verdict;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.exchange.Headcount;
import org.sneakyklaus.participation.Guardianship;
import org.sneakyklaus.participation.Newcomer;
import org.sneakyklaus.participation.ParticipantQueries;
import org.sneakyklaus.participation.ParticipantView;
import org.sneakyklaus.participation.PeopleSearch;
import org.sneakyklaus.support.ConflictException;
import org.sneakyklaus.support.RuleViolation;
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

/**
 * Lets people leave and join after the draw. Without {@code confirm}, the form only shows whether the changes are
 * possible, and asks for confirmation.
 */
@Controller
@RequestMapping("/admin/exchanges/{id}/mend")
class AdjustmentController {

    private final DrawAdjuster adjuster;
    private final ExchangeQueries exchanges;
    private final ParticipantQueries participants;
    private final Headcount headcount;

    AdjustmentController(
            DrawAdjuster adjuster, ExchangeQueries exchanges, ParticipantQueries participants, Headcount headcount) {
        this.adjuster = adjuster;
        this.exchanges = exchanges;
        this.participants = participants;
        this.headcount = headcount;
    }

    /** Shows the form; links can prefill it with parameters. */
    @GetMapping
    ModelAndView form(
            @PathVariable long id,
            @ModelAttribute("form") AdjustmentForm form,
            @ModelAttribute("joining") String joining) {
        if (!joining.isEmpty()) {
            form.people = joining;
        }
        return page(id, form, HttpStatus.OK, null);
    }

    @PostMapping
    ModelAndView adjust(
            @PathVariable long id,
            @ModelAttribute("form") AdjustmentForm form,
            BindingResult errors,
            RedirectAttributes redirect) {
        if (errors.hasErrors()) {
            return page(id, form, HttpStatus.UNPROCESSABLE_CONTENT, null);
        }
        if (form.find) {
            return page(id, form, HttpStatus.OK, null);
        }
        try {
            if (form.isEdited()) {
                form.confirm = false;
            }
            if (!form.confirm) {
                return asked(id, adjuster.preview(id, form.toChanges()), form, errors);
            }
            adjuster.adjust(id, form.toChanges(), form.version);
        } catch (RuleViolation violation) {
            violation.rejectIn(errors);
            return page(id, form, HttpStatus.UNPROCESSABLE_CONTENT, null);
        } catch (ConflictException conflict) {
            // What was typed stays, and is checked once more.
            form.version = exchanges.byId(id).version();
            conflict.rejectIn(errors);
            return page(id, form, HttpStatus.CONFLICT, null);
        }
        Flash.sayMailing(redirect, headcount.mailed(id), "mend.done");
        return new ModelAndView("redirect:/admin/exchanges/{id}");
    }

    private ModelAndView asked(long id, Verdict verdict, AdjustmentForm form, BindingResult errors) {
        if (verdict.possible() && form.asked) {
            errors.rejectValue("confirm", "confirm.required");
        }
        return page(id, form, HttpStatus.UNPROCESSABLE_CONTENT, verdict);
    }

    /** Returns the names of the people each guardian looks after, by the guardian's id. */
    private static Map<Long, List<String>> lookedAfter(List<ParticipantView> everyone) {
        return everyone.stream()
                .filter(person -> person.managedBy() != null)
                .collect(Collectors.groupingBy(
                        person -> Objects.requireNonNull(person.managedBy()),
                        LinkedHashMap::new,
                        Collectors.mapping(ParticipantView::name, Collectors.toList())));
    }

    private ModelAndView page(long id, AdjustmentForm form, HttpStatus status, @Nullable Verdict verdict) {
        var exchange = exchanges.byId(id);
        if (exchange.state() != ExchangeState.MATCHED) {
            throw new ConflictException("exchange.conflict." + exchange.state());
        }
        var everyone = participants.active(id).stream()
                .sorted(Comparator.comparing(ParticipantView::name, String.CASE_INSENSITIVE_ORDER))
                .toList();
        int joining = verdict == null ? 0 : Newcomer.listed(form.people).size();
        return new ModelAndView("draw/mend", status)
                .addObject("exchange", exchange)
                .addObject("searched", everyone.size() > PeopleSearch.MOST_LISTED)
                .addObject("listed", form.listed(everyone))
                .addObject("looking", lookedAfter(everyone))
                .addObject("guardians", Guardianship.successors(exchange.state(), everyone))
                .addObject(
                        "names",
                        everyone.stream().collect(Collectors.toMap(ParticipantView::id, ParticipantView::name)))
                .addObject(
                        "mailed",
                        everyone.stream().filter(ParticipantView::mailed).count() + joining)
                .addObject("verdict", verdict);
    }
}
