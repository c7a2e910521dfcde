package org.sneakyklaus.exchange.web;

import java.time.Clock;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.exchange.ExchangeEditing;
import org.sneakyklaus.exchange.ExchangeLifecycle;
import org.sneakyklaus.exchange.ExchangeLinks;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.exchange.Headcount;
import org.sneakyklaus.support.web.Confirmation;
import org.sneakyklaus.support.web.Flash;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Handles the buttons that change the state of an exchange. Refusals are shown on the exchange's page. {@code version}
 * is the version that the page showed; a client may omit it.
 */
@Controller
@RequestMapping("/admin/exchanges/{id}")
class ExchangeStateController {

    private static final String PAGE = "redirect:/admin/exchanges/{id}";

    private final ExchangeLifecycle lifecycle;
    private final ExchangeEditing editing;
    private final ExchangeLinks links;
    private final ExchangeQueries exchanges;
    private final Headcount headcount;
    private final Clock clock;

    ExchangeStateController(
            ExchangeLifecycle lifecycle,
            ExchangeEditing editing,
            ExchangeLinks links,
            ExchangeQueries exchanges,
            Headcount headcount,
            Clock clock) {
        this.lifecycle = lifecycle;
        this.editing = editing;
        this.links = links;
        this.exchanges = exchanges;
        this.headcount = headcount;
        this.clock = clock;
    }

    @PostMapping("/open")
    String open(@PathVariable long id, @RequestParam @Nullable Long version, RedirectAttributes redirect) {
        var invited = headcount.toInvite(id);
        var mailed = headcount.mailedOnOpening(id);
        lifecycle.open(id, version);
        var opened = invited == 0 ? "exchange.opened" : "exchange.opened.inviting";
        if (mailed == 0) {
            Flash.say(redirect, opened, invited);
        } else {
            Flash.sayMailing(redirect, mailed, opened, invited);
        }
        return PAGE;
    }

    @PostMapping("/close")
    String close(@PathVariable long id, @RequestParam @Nullable Long version, RedirectAttributes redirect) {
        lifecycle.close(id, version);
        Flash.say(redirect, "exchange.closed");
        return PAGE;
    }

    @PostMapping("/reopen")
    String reopen(@PathVariable long id, @RequestParam @Nullable Long version, RedirectAttributes redirect) {
        lifecycle.reopen(id, version);
        Flash.say(redirect, "exchange.opened");
        return PAGE;
    }

    @PostMapping("/complete")
    String complete(
            @PathVariable long id,
            @RequestParam(defaultValue = "false") boolean confirm,
            @RequestParam @Nullable Long version,
            RedirectAttributes redirect) {
        if (exchanges.byId(id).isDrawnAndAhead(clock.instant())) {
            Confirmation.require(confirm);
        }
        lifecycle.complete(id, version);
        Flash.say(redirect, "exchange.completed");
        return PAGE;
    }

    @PostMapping("/postpone")
    String postpone(
            @PathVariable long id,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) LocalDateTime exchangeDate,
            @RequestParam @Nullable Long version,
            RedirectAttributes redirect) {
        if (lifecycle.postpone(id, exchangeDate, version)) {
            Flash.sayMailing(redirect, headcount.mailed(id), "exchange.postponed");
        } else {
            Flash.say(redirect, "exchange.postponed");
        }
        return PAGE;
    }

    @PostMapping("/call-off")
    String callOff(
            @PathVariable long id,
            @RequestParam(defaultValue = "false") boolean confirm,
            @RequestParam @Nullable Long version,
            RedirectAttributes redirect) {
        Confirmation.require(confirm);
        lifecycle.callOff(id, version);
        Flash.sayMailing(redirect, headcount.mailed(id), "exchange.calledOff");
        return PAGE;
    }

    @PostMapping("/copy")
    String copy(
            @PathVariable long id, @RequestParam(defaultValue = "false") boolean invite, RedirectAttributes redirect) {
        var copy = editing.copy(id, invite);
        var invited = headcount.toInvite(copy);
        Flash.say(redirect, invited == 0 ? "exchange.copied" : "exchange.copied.inviting", invited);
        return "redirect:/admin/exchanges/" + copy + "/edit";
    }

    @PostMapping("/delete")
    String delete(@PathVariable long id, @RequestParam(defaultValue = "") String name, RedirectAttributes redirect) {
        editing.delete(id, name);
        Flash.say(redirect, "exchange.deleted");
        return "redirect:/admin";
    }

    @PostMapping("/new-link")
    String newLink(
            @PathVariable long id, @RequestParam(defaultValue = "false") boolean confirm, RedirectAttributes redirect) {
        Confirmation.require(confirm);
        links.replace(id);
        Flash.say(redirect, "exchange.newLink");
        return PAGE;
    }
}
