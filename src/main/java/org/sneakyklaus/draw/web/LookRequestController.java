package org.sneakyklaus.draw.web;

import org.jspecify.annotations.Nullable;
import org.sneakyklaus.draw.RevealReminders;
import org.sneakyklaus.support.web.Flash;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Handles the button on the exchange's page that asks everyone to check who they drew. */
@Controller
class LookRequestController {

    private final RevealReminders requests;

    LookRequestController(RevealReminders requests) {
        this.requests = requests;
    }

    @PostMapping("/admin/exchanges/{id}/reminders/send")
    String ask(@PathVariable long id, @RequestParam @Nullable Long version, RedirectAttributes redirect) {
        requests.ask(id, version);
        Flash.say(redirect, "draw.look.sent");
        return "redirect:/admin/exchanges/{id}";
    }
}
