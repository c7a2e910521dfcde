package org.sneakyklaus.participation.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.participation.Invitations;
import org.sneakyklaus.participation.Invitations.Plan;
import org.sneakyklaus.participation.Invitations.Verdict;
import org.sneakyklaus.participation.PersonalLinks;
import org.sneakyklaus.participation.Way;
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
 * Adds a list of people. Without {@code confirm}, shows what would become of each line and asks for confirmation. Then
 * redirects to the page that makes cards, if someone needs one. After the draw, redirects to the page that adjusts it.
 */
@Controller
@RequestMapping("/admin/exchanges/{id}/import")
class ImportController {

    private static final String EXCHANGE = "redirect:/admin/exchanges/{id}";

    private final Invitations invitations;
    private final PersonalLinks links;
    private final ExchangeQueries exchanges;

    ImportController(Invitations invitations, PersonalLinks links, ExchangeQueries exchanges) {
        this.invitations = invitations;
        this.links = links;
        this.exchanges = exchanges;
    }

    @GetMapping
    ModelAndView form(@PathVariable long id, @ModelAttribute("rest") String rest) {
        if (isDrawn(id)) {
            return new ModelAndView(EXCHANGE + "/mend");
        }
        invitations.preview(id, "", true);
        var form = new ImportForm();
        form.people = rest;
        return page(id, HttpStatus.OK, null).addObject("form", form);
    }

    @PostMapping
    ModelAndView add(
            @PathVariable long id,
            @ModelAttribute("form") ImportForm form,
            BindingResult errors,
            RedirectAttributes redirect) {
        if (isDrawn(id)) {
            redirect.addFlashAttribute("joining", form.people);
            return new ModelAndView(EXCHANGE + "/mend");
        }
        if (form.confirm && !form.check && !errors.hasErrors()) {
            try {
                return added(id, invitations.add(id, form.people, !form.together, form.partly), redirect);
            } catch (RuleViolation violation) {
                violation.rejectIn(errors);
            }
        }
        var plan = invitations.preview(id, form.people, !form.together);
        if (!errors.hasErrors()) {
            ask(plan, form, errors);
        }
        return page(id, HttpStatus.UNPROCESSABLE_CONTENT, plan);
    }

    private ModelAndView added(long id, Plan done, RedirectAttributes redirect) {
        var wrong = done.count(Verdict.WRONG);
        if (wrong > 0) {
            redirect.addFlashAttribute("rest", done.rest());
            Flash.say(
                    redirect,
                    "import.done.partly",
                    done.joining(),
                    wrong,
                    done.groups().size());
            return new ModelAndView(EXCHANGE + "/import");
        }
        var skipped = done.lines().size() - done.joining();
        Flash.say(
                redirect, "import.done", done.joining(), skipped, done.groups().size(), done.joining(Way.LINK));
        if (!links.withoutLink(id).isEmpty()) {
            return new ModelAndView(EXCHANGE + "/cards");
        }
        return new ModelAndView(EXCHANGE + (done.groups().isEmpty() ? "#people" : "#exclusions"));
    }

    private static void ask(Plan plan, ImportForm form, BindingResult errors) {
        if (plan.problem() != null) {
            plan.problem().rejectIn(errors);
        } else if (form.asked) {
            errors.rejectValue("confirm", "confirm.required");
        }
    }

    private boolean isDrawn(long id) {
        return exchanges.byId(id).state() == ExchangeState.MATCHED;
    }

    private ModelAndView page(long id, HttpStatus status, @Nullable Plan plan) {
        return new ModelAndView("participation/import", status)
                .addObject("exchange", exchanges.byId(id))
                .addObject("plan", plan)
                .addObject("withoutLink", links.withoutLink(id).size())
                .addObject("verdicts", Verdict.values())
                .addObject("ways", List.of(Way.EMAIL, Way.GUARDIAN, Way.LINK));
    }
}
