package org.sneakyklaus.participation.web;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.participation.Departures;
import org.sneakyklaus.participation.Guardianship;
import org.sneakyklaus.participation.Membership;
import org.sneakyklaus.participation.Newcomer;
import org.sneakyklaus.participation.ParticipantQueries;
import org.sneakyklaus.participation.ParticipantView;
import org.sneakyklaus.participation.PersonalLinks;
import org.sneakyklaus.participation.Way;
import org.sneakyklaus.support.ConflictException;
import org.sneakyklaus.support.EmailAddress;
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

/** Handles the admin's actions on participants. */
@Controller
@RequestMapping("/admin/exchanges/{id}/participants")
class ParticipantAdminController {

    private static final String PAGE = "redirect:/admin/exchanges/{id}";
    private static final String MEND = PAGE + "/mend";

    private final Membership membership;
    private final Departures departures;
    private final Guardianship guardianship;
    private final PersonalLinks links;
    private final LinkCards cards;
    private final ParticipantQueries participants;
    private final ExchangeQueries exchanges;

    ParticipantAdminController(
            Membership membership,
            Departures departures,
            Guardianship guardianship,
            PersonalLinks links,
            LinkCards cards,
            ParticipantQueries participants,
            ExchangeQueries exchanges) {
        this.membership = membership;
        this.departures = departures;
        this.guardianship = guardianship;
        this.links = links;
        this.cards = cards;
        this.participants = participants;
        this.exchanges = exchanges;
    }

    @PostMapping
    ModelAndView add(
            @PathVariable long id, PersonForm form, @RequestParam @Nullable Long version, RedirectAttributes redirect) {
        if (form.wantsLink()) {
            var made = links.add(id, form.toProfile(), version);
            return cards.shown(exchanges.byId(id), List.of(made));
        }
        return new ModelAndView(addByAddress(id, form, redirect));
    }

    private String addByAddress(long id, PersonForm form, RedirectAttributes redirect) {
        if (form.guardian != null) {
            if (!form.email.isBlank()) {
                throw RuleViolation.onField("guardian", "person.guardian.orEmail");
            }
            guardianship.addByAdmin(id, form.guardian, form.toProfile());
            Flash.say(redirect, "person.added");
            return PAGE;
        }
        var newcomer = form.toNewcomer();
        if (isDrawn(id)) {
            return mend(newcomer.profile().name(), newcomer.email(), redirect);
        }
        membership.add(id, newcomer.profile(), newcomer.email());
        Flash.say(redirect, "person.added");
        return PAGE;
    }

    @GetMapping("/{pid}/edit")
    ModelAndView form(@PathVariable long id, @PathVariable long pid) {
        return page(id, HttpStatus.OK).addObject("form", PersonForm.of(participants.byId(id, pid)));
    }

    @PostMapping("/{pid}/edit")
    ModelAndView correct(
            @PathVariable long id,
            @PathVariable long pid,
            @ModelAttribute("form") PersonForm form,
            BindingResult errors,
            RedirectAttributes redirect) {
        participants.byId(id, pid);
        try {
            var corrected = form.toNewcomer();
            membership.correct(id, pid, corrected.profile(), corrected.email());
            var isDraft = exchanges.byId(id).state() == ExchangeState.DRAFT;
            Flash.say(redirect, isDraft ? "person.corrected.draft" : "person.corrected");
            return new ModelAndView(PAGE);
        } catch (RuleViolation violation) {
            violation.rejectIn(errors);
            return page(id, HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @GetMapping("/{pid}/way")
    ModelAndView way(@PathVariable long id, @PathVariable long pid) {
        return wayPage(id, pid, HttpStatus.OK).addObject("form", new PersonForm());
    }

    /** Gives a person who is looked after a link of their own, or asks for an address, which its owner confirms. */
    @PostMapping("/{pid}/way")
    ModelAndView giveWay(
            @PathVariable long id,
            @PathVariable long pid,
            @ModelAttribute("form") PersonForm form,
            BindingResult errors,
            RedirectAttributes redirect) {
        try {
            if (form.wantsLink()) {
                return cards.shown(exchanges.byId(id), List.of(links.giveLink(id, pid)));
            }
            membership.askForAddress(id, pid, new EmailAddress(form.email));
            Flash.say(redirect, "person.way.asked", participants.byId(id, pid).name());
            return new ModelAndView(PAGE);
        } catch (RuleViolation violation) {
            violation.rejectIn(errors);
            return wayPage(id, pid, HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private ModelAndView wayPage(long id, long pid, HttpStatus status) {
        var person = participants.byId(id, pid);
        var guardian = Optional.ofNullable(person.managedBy())
                .flatMap(participants::find)
                .orElseThrow(() -> new NotFoundException("guardian of participant " + pid));
        return new ModelAndView("participation/way", status)
                .addObject("exchange", exchanges.byId(id))
                .addObject("person", person)
                .addObject("guardian", guardian.name());
    }

    /**
     * Removes a person; of one who looks after others, asks first what becomes of these.
     *
     * @param guardian the id of who looks after them from now on; null if they leave, too
     * @param asked whether that was asked
     */
    @PostMapping("/{pid}/remove")
    ModelAndView remove(
            @PathVariable long id,
            @PathVariable long pid,
            @RequestParam(required = false) @Nullable Long guardian,
            @RequestParam(defaultValue = "false") boolean asked,
            RedirectAttributes redirect) {
        if (isDrawn(id)) {
            redirect.addAttribute("leave", pid);
            return new ModelAndView(MEND);
        }
        var people =
                participants.peopleOf(pid).stream().map(ParticipantView::name).toList();
        if (!asked && !people.isEmpty()) {
            var guardians = Guardianship.successors(exchanges.byId(id).state(), participants.active(id));
            guardians.remove(pid);
            return new ModelAndView("participation/remove", HttpStatus.UNPROCESSABLE_CONTENT)
                    .addObject("exchange", exchanges.byId(id))
                    .addObject("person", participants.byId(id, pid))
                    .addObject("people", String.join(", ", people))
                    .addObject("guardians", guardians);
        }
        if (guardian == null) {
            departures.removeBeforeDraw(id, pid);
        } else {
            departures.removeBeforeDraw(id, pid, guardian);
        }
        Flash.say(redirect, "person.removed");
        return new ModelAndView(PAGE);
    }

    @PostMapping("/{pid}/restore")
    String restore(@PathVariable long id, @PathVariable long pid, RedirectAttributes redirect) {
        if (isDrawn(id)) {
            var gone = participants.byId(id, pid);
            if (gone.way() != Way.EMAIL) {
                throw new ConflictException("participant.lookedAfter.drawn");
            }
            return mend(gone.name(), gone.requiredEmail(), redirect);
        }
        membership.restore(id, pid);
        Flash.say(redirect, "person.restored");
        return PAGE;
    }

    @PostMapping("/{pid}/resend")
    String resend(@PathVariable long id, @PathVariable long pid, RedirectAttributes redirect) {
        membership.resend(id, pid);
        Flash.say(redirect, "person.resent");
        return PAGE;
    }

    @PostMapping("/remove-unconfirmed")
    String removeUnconfirmed(
            @PathVariable long id, @RequestParam(defaultValue = "false") boolean confirm, RedirectAttributes redirect) {
        Confirmation.require(confirm);
        Flash.say(redirect, "person.unconfirmedRemoved", departures.removeUnconfirmed(id));
        return PAGE;
    }

    private boolean isDrawn(long id) {
        return exchanges.byId(id).state() == ExchangeState.MATCHED;
    }

    /** Redirects to the page that adjusts the draw: after the draw, a newcomer changes the pairings. */
    private static String mend(String name, EmailAddress email, RedirectAttributes redirect) {
        redirect.addFlashAttribute("joining", Newcomer.line(name, email));
        return MEND;
    }

    private ModelAndView page(long id, HttpStatus status) {
        return new ModelAndView("participation/person", status).addObject("exchange", exchanges.byId(id));
    }
}
