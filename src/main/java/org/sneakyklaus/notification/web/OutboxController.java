package org.sneakyklaus.notification.web;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.notification.OutboxQueries;
import org.sneakyklaus.notification.OutboxRetry;
import org.sneakyklaus.notification.OutboxState;
import org.sneakyklaus.notification.OutboxView;
import org.sneakyklaus.support.web.Flash;
import org.springframework.data.domain.Page;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What became of every e-mail. */
@Controller
@RequestMapping("/admin/outbox")
class OutboxController {

    /** @param state the filter, or null for all */
    record OutboxPage(Page<OutboxView> mails, @Nullable OutboxState state, List<OutboxState> states) {

        /** The address of this list, to which its pages are added. */
        public String url() {
            return state == null ? "/admin/outbox" : "/admin/outbox?state=" + state;
        }

        /** The colour of a state's badge. */
        public String tone(OutboxState of) {
            return switch (of) {
                case PENDING, CLAIMED -> "info";
                case SENT -> "success";
                case HELD, UNKNOWN -> "warning";
                case FAILED -> "danger";
                case CANCELLED -> "neutral";
            };
        }

        public ZonedDateTime time(Instant instant) {
            return UtcTime.of(instant);
        }
    }

    private final OutboxQueries outbox;
    private final OutboxRetry retry;

    OutboxController(OutboxQueries outbox, OutboxRetry retry) {
        this.outbox = outbox;
        this.retry = retry;
    }

    @GetMapping
    String list(
            @RequestParam(required = false) @Nullable OutboxState state,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        var mails = outbox.page(state, Math.max(0, page));
        model.addAttribute("page", new OutboxPage(mails, state, Arrays.asList(OutboxState.values())));
        return "notification/outbox";
    }

    @PostMapping("/{id}/retry")
    String retry(@PathVariable long id, RedirectAttributes redirect) {
        retry.retry(id);
        Flash.say(redirect, "outbox.retried");
        return "redirect:/admin/outbox";
    }
}
