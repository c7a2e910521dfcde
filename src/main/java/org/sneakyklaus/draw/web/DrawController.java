package org.sneakyklaus.draw.web;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.draw.ClosingDraw;
import org.sneakyklaus.draw.Draw;
import org.sneakyklaus.draw.RevealReminders;
import org.sneakyklaus.exchange.Headcount;
import org.sneakyklaus.support.web.Confirmation;
import org.sneakyklaus.support.web.Flash;
import org.sneakyklaus.support.web.Ids;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Draws names, alone or while closing registration, draws again, undoes a draw, and asks everyone to look; the forms are
 * on the exchange's page. {@code version} is the one shown on the page; clients may omit it.
 */
@Controller
@RequestMapping("/admin/exchanges/{id}")
class DrawController {

    private static final String PAGE = "redirect:/admin/exchanges/{id}";

    private final Draw draw;
    private final ClosingDraw closing;
    private final RevealReminders reminders;
    private final Headcount headcount;

    DrawController(Draw draw, ClosingDraw closing, RevealReminders reminders, Headcount headcount) {
        this.draw = draw;
        this.closing = closing;
        this.reminders = reminders;
        this.headcount = headcount;
    }

    @PostMapping("/match")
    String draw(
            @PathVariable long id,
            @RequestParam(defaultValue = "") Set<@Nullable Long> leaveOut,
            @RequestParam @Nullable Long version,
            RedirectAttributes redirect) {
        var circles = draw.draw(id, Ids.of(leaveOut), version);
        Flash.sayMailing(redirect, headcount.mailed(id), "draw.drawn." + circles);
        return PAGE;
    }

    @PostMapping("/close-and-draw")
    String closeAndDraw(
            @PathVariable long id,
            @RequestParam(defaultValue = "false") boolean confirm,
            @RequestParam(defaultValue = "") Set<@Nullable Long> leaveOut,
            @RequestParam @Nullable Set<@Nullable Long> shown,
            @RequestParam @Nullable Long version,
            RedirectAttributes redirect) {
        Confirmation.require(confirm);
        var circles = closing.closeAndDraw(id, Ids.of(leaveOut), shown == null ? null : Ids.of(shown), version);
        Flash.sayMailing(redirect, headcount.mailed(id), "draw.drawn." + circles);
        return PAGE;
    }

    @PostMapping("/rematch")
    String drawAgain(
            @PathVariable long id,
            @RequestParam(defaultValue = "false") boolean confirm,
            @RequestParam @Nullable Long version,
            RedirectAttributes redirect) {
        Confirmation.require(confirm);
        var circles = draw.drawAgain(id, version);
        Flash.sayMailing(redirect, headcount.mailed(id), "draw.drawnAgain." + circles);
        return PAGE;
    }

    @PostMapping("/cancel-match")
    String cancel(
            @PathVariable long id,
            @RequestParam(defaultValue = "false") boolean confirm,
            @RequestParam @Nullable Long version,
            RedirectAttributes redirect) {
        Confirmation.require(confirm);
        draw.cancel(id, version);
        Flash.sayMailing(redirect, headcount.mailed(id), "draw.cancelled");
        return PAGE;
    }

    @PostMapping("/reminders/send")
    String askToLook(@PathVariable long id, @RequestParam @Nullable Long version, RedirectAttributes redirect) {
        reminders.ask(id, version);
        Flash.say(redirect, "draw.look.sent");
        return PAGE;
    }
}
