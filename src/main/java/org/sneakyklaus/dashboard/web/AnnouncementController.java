package org.sneakyklaus.dashboard.web;

import org.jspecify.annotations.Nullable;
import org.sneakyklaus.exchange.Announcements;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.outbox.OutboxQueries;
import org.sneakyklaus.outbox.PersonMail.Standing;
import org.sneakyklaus.participation.ParticipantQueries;
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
 * Writes to all participants. Without {@code confirm}, shows the message as it would be sent and asks for
 * confirmation; so it does if the message changed since it was shown.
 */
@Controller
@RequestMapping("/admin/exchanges/{id}/announcements")
class AnnouncementController {

    private final Announcements announcements;
    private final ExchangeQueries exchanges;
    private final ParticipantQueries participants;
    private final OutboxQueries outbox;

    AnnouncementController(
            Announcements announcements,
            ExchangeQueries exchanges,
            ParticipantQueries participants,
            OutboxQueries outbox) {
        this.announcements = announcements;
        this.exchanges = exchanges;
        this.participants = participants;
        this.outbox = outbox;
    }

    @GetMapping
    ModelAndView form(@PathVariable long id, @ModelAttribute("form") AnnouncementForm form) {
        return page(id, HttpStatus.OK, null);
    }

    @PostMapping
    ModelAndView announce(
            @PathVariable long id,
            @ModelAttribute("form") AnnouncementForm form,
            BindingResult errors,
            RedirectAttributes redirect) {
        String preview = null;
        try {
            if (form.confirm && !form.check && (form.shown == null || form.shown.equals(form.text))) {
                if (announcements.announce(id, form.text)) {
                    Flash.say(redirect, "announcement.sent", readers(id));
                } else {
                    Flash.say(redirect, "announcement.repeated");
                }
                return new ModelAndView("redirect:/admin/exchanges/{id}");
            }
            preview = announcements.preview(id, form.text);
            if (!form.check) {
                ask(form, errors);
            }
        } catch (RuleViolation violation) {
            violation.rejectIn(errors);
        }
        return page(id, HttpStatus.UNPROCESSABLE_CONTENT, preview);
    }

    private static void ask(AnnouncementForm form, BindingResult errors) {
        if (form.text.equals(form.shown)) {
            errors.rejectValue("confirm", "confirm.required");
        } else if (form.confirm) {
            errors.rejectValue("confirm", "announcement.changed");
        }
    }

    /** Returns how many people get the email: all who confirmed their address, unless it bounces. */
    private long readers(long id) {
        var mails = outbox.standings(id);
        return participants.active(id).stream()
                .filter(person -> person.mailed() && person.confirmed())
                .filter(person -> !mails.containsKey(person.id())
                        || mails.get(person.id()).standing() != Standing.BOUNCED)
                .count();
    }

    private ModelAndView page(long id, HttpStatus status, @Nullable String preview) {
        var exchange = exchanges.byId(id);
        return new ModelAndView("dashboard/announcements", status)
                .addObject("exchange", exchange)
                .addObject("preview", preview)
                .addObject("readers", readers(id))
                .addObject("sent", announcements.of(exchange));
    }
}
