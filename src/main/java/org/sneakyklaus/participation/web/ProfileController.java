package org.sneakyklaus.participation.web;

import org.jspecify.annotations.Nullable;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.participation.Guardianship;
import org.sneakyklaus.participation.OrganiserParticipation;
import org.sneakyklaus.participation.ParticipantPrincipal;
import org.sneakyklaus.participation.ParticipantQueries;
import org.sneakyklaus.participation.Profiles;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.support.RuleViolation;
import org.sneakyklaus.support.web.EvenlyTimed;
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

/** Handles what participants edit about themselves and the people they look after. */
@Controller
@RequestMapping("/exchange/{slug}/me")
class ProfileController {

    private static final String PROFILE = "/profile";
    private static final String PROFILE_FOR = "/wards/{handle}/profile";
    private static final String ME = "redirect:/exchange/{slug}/me";

    private final ExchangeQueries exchanges;
    private final ParticipantQueries participants;
    private final Profiles profiles;
    private final Guardianship guardianship;
    private final OrganiserParticipation organisers;

    ProfileController(
            ExchangeQueries exchanges,
            ParticipantQueries participants,
            Profiles profiles,
            Guardianship guardianship,
            OrganiserParticipation organisers) {
        this.exchanges = exchanges;
        this.participants = participants;
        this.profiles = profiles;
        this.guardianship = guardianship;
        this.organisers = organisers;
    }

    @GetMapping({PROFILE, PROFILE_FOR})
    ModelAndView form(
            @AuthenticationPrincipal ParticipantPrincipal me, @PathVariable(required = false) @Nullable String handle) {
        var person = participants.byId(guardianship.idOf(me, handle));
        return page(me, handle, HttpStatus.OK).addObject("form", ProfileForm.of(person));
    }

    @PostMapping({PROFILE, PROFILE_FOR})
    ModelAndView edit(
            @AuthenticationPrincipal ParticipantPrincipal me,
            @PathVariable(required = false) @Nullable String handle,
            @ModelAttribute("form") ProfileForm form,
            BindingResult errors,
            RedirectAttributes redirect) {
        long person = guardianship.idOf(me, handle);
        try {
            profiles.edit(me.exchangeId(), person, form.toProfile());
            Flash.say(redirect, "profile.saved");
            return new ModelAndView(ME);
        } catch (RuleViolation violation) {
            violation.rejectIn(errors);
            return page(me, handle, HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @PostMapping("/wards")
    String add(@AuthenticationPrincipal ParticipantPrincipal me, ProfileForm form, RedirectAttributes redirect) {
        var profile = form.toProfile();
        guardianship.add(me.exchangeId(), me.participantId(), profile);
        Flash.say(redirect, "me.people.added", profile.name());
        return ME;
    }

    @PostMapping("/email")
    @EvenlyTimed
    String changeAddress(
            @AuthenticationPrincipal ParticipantPrincipal me,
            @RequestParam(defaultValue = "") String email,
            RedirectAttributes redirect) {
        profiles.askForAddress(me.exchangeId(), me.participantId(), new EmailAddress(email));
        Flash.say(redirect, "profile.address.asked");
        return ME;
    }

    /** Lets the organiser's account open this page; ends this session. */
    @PostMapping("/account")
    String takeOver(@AuthenticationPrincipal ParticipantPrincipal me) {
        organisers.takeOver(me);
        return "redirect:/admin/exchanges/" + me.exchangeId();
    }

    @PostMapping("/reminders")
    String remind(
            @AuthenticationPrincipal ParticipantPrincipal me,
            @RequestParam(defaultValue = "false") boolean reminderEnabled,
            RedirectAttributes redirect) {
        profiles.remind(me.exchangeId(), me.participantId(), reminderEnabled);
        Flash.say(redirect, reminderEnabled ? "profile.reminders.on" : "profile.reminders.off");
        return ME;
    }

    private ModelAndView page(ParticipantPrincipal me, @Nullable String handle, HttpStatus status) {
        return new ModelAndView("participation/profile", status)
                .addObject("exchange", exchanges.byId(me.exchangeId()))
                .addObject("handle", handle);
    }
}
