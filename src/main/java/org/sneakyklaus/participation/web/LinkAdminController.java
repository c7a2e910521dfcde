package org.sneakyklaus.participation.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.exchange.Headcount;
import org.sneakyklaus.participation.ParticipantQueries;
import org.sneakyklaus.participation.ParticipantView;
import org.sneakyklaus.participation.PersonalLinks;
import org.sneakyklaus.support.NotFoundException;
import org.sneakyklaus.support.RuleViolation;
import org.sneakyklaus.support.web.Confirmation;
import org.sneakyklaus.support.web.Flash;
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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Handles the organiser's actions on personal links. */
@Controller
@RequestMapping("/admin/exchanges/{id}")
class LinkAdminController {

    // A request has at most a thousand fields.
    private static final int MOST_TICKED = 500;

    private static final String PAGE = "redirect:/admin/exchanges/{id}";

    private final PersonalLinks links;
    private final LinkCards cards;
    private final ParticipantQueries participants;
    private final ExchangeQueries exchanges;
    private final Headcount headcount;

    LinkAdminController(
            PersonalLinks links,
            LinkCards cards,
            ParticipantQueries participants,
            ExchangeQueries exchanges,
            Headcount headcount) {
        this.links = links;
        this.cards = cards;
        this.participants = participants;
        this.exchanges = exchanges;
        this.headcount = headcount;
    }

    /** The choice of people who get new links. */
    static class CardsForm {

        public List<Long> participants = List.of();
        public boolean confirm;
        public @Nullable Long version;
    }

    @GetMapping("/participants/{pid}/link")
    ModelAndView link(@PathVariable long id, @PathVariable long pid) {
        var person = participants.byId(id, pid);
        if (!person.linked()) {
            throw new NotFoundException("personal link of participant " + pid);
        }
        return new ModelAndView("participation/person-link")
                .addObject("exchange", exchanges.byId(id))
                .addObject("mailed", mailed(id))
                .addObject("person", person);
    }

    @PostMapping("/participants/{pid}/new-link")
    ModelAndView renew(
            @PathVariable long id,
            @PathVariable long pid,
            @RequestParam(defaultValue = "false") boolean confirm,
            @RequestParam @Nullable Long version) {
        Confirmation.require(confirm);
        return cards.shown(exchanges.byId(id), links.renew(id, List.of(pid), version))
                .addObject("mailed", mailed(id));
    }

    @PostMapping("/participants/{pid}/reset-word")
    String resetWord(
            @PathVariable long id,
            @PathVariable long pid,
            @RequestParam(defaultValue = "false") boolean confirm,
            RedirectAttributes redirect) {
        Confirmation.require(confirm);
        links.resetWord(id, pid);
        var mailed = mailed(id);
        if (mailed == null) {
            Flash.say(redirect, "link.reset");
        } else {
            Flash.sayMailing(redirect, mailed, "link.reset");
        }
        return PAGE;
    }

    @PostMapping("/participants/{pid}/known")
    String know(@PathVariable long id, @PathVariable long pid, RedirectAttributes redirect) {
        links.know(id, pid);
        Flash.say(redirect, "link.known.done");
        return PAGE;
    }

    @GetMapping("/cards")
    ModelAndView choose(@PathVariable long id) {
        var form = new CardsForm();
        form.participants = links.withoutLink(id).stream().limit(MOST_TICKED).toList();
        return page(id, HttpStatus.OK).addObject("form", form);
    }

    @PostMapping("/cards")
    ModelAndView print(@PathVariable long id, @ModelAttribute("form") CardsForm form, BindingResult errors) {
        try {
            if (form.participants.isEmpty()) {
                throw RuleViolation.onField("participants", "cards.none");
            }
            Confirmation.require(form.confirm);
            return cards.shown(exchanges.byId(id), links.renew(id, form.participants, form.version))
                    .addObject("mailed", mailed(id))
                    .addObject("withoutLink", links.withoutLink(id).size());
        } catch (RuleViolation violation) {
            violation.rejectIn(errors);
            return page(id, HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    /** Returns how many people read of it by email: once names are drawn, that is everyone; null before. */
    private @Nullable Integer mailed(long id) {
        return exchanges.byId(id).state() == ExchangeState.MATCHED ? headcount.mailed(id) : null;
    }

    private ModelAndView page(long id, HttpStatus status) {
        return new ModelAndView("participation/choose-cards", status)
                .addObject("exchange", exchanges.byId(id))
                .addObject("mailed", mailed(id))
                .addObject("withoutLink", links.withoutLink(id))
                .addObject(
                        "people",
                        participants.active(id).stream()
                                .filter(ParticipantView::linked)
                                .toList());
    }
}
