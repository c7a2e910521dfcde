package org.sneakyklaus.mail.web;

import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.mail.NotificationPreferences;
import org.sneakyklaus.mail.NotificationSwitches;
import org.sneakyklaus.support.web.Flash;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Lets the admin choose which emails to get about an exchange. */
@Controller
@RequestMapping("/admin/exchanges/{id}/notifications")
class NotificationsController {

    private final NotificationPreferences preferences;
    private final ExchangeQueries exchanges;

    NotificationsController(NotificationPreferences preferences, ExchangeQueries exchanges) {
        this.preferences = preferences;
        this.exchanges = exchanges;
    }

    @GetMapping
    String show(@PathVariable long id, Model model) {
        model.addAttribute("exchange", exchanges.byId(id));
        model.addAttribute("switches", preferences.of(id));
        return "mail/notifications";
    }

    /** Saves the choice; browsers send nothing for an unticked box. */
    @PostMapping
    String set(
            @PathVariable long id,
            @RequestParam(defaultValue = "false") boolean newRegistration,
            @RequestParam(defaultValue = "false") boolean withdrawal,
            @RequestParam(defaultValue = "false") boolean registrationClosed,
            @RequestParam(defaultValue = "false") boolean drawn,
            @RequestParam(defaultValue = "false") boolean completed,
            RedirectAttributes redirect) {
        preferences.set(
                id, new NotificationSwitches(newRegistration, withdrawal, registrationClosed, drawn, completed));
        Flash.say(redirect, "notifications.saved");
        return "redirect:/admin/exchanges/{id}";
    }
}
