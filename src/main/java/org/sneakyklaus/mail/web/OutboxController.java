package org.sneakyklaus.mail.web;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.account.AdminQueries;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.outbox.Delivery;
import org.sneakyklaus.outbox.OutboxControl;
import org.sneakyklaus.outbox.OutboxFilter;
import org.sneakyklaus.outbox.OutboxQueries;
import org.sneakyklaus.outbox.OutboxState;
import org.sneakyklaus.outbox.OutboxSummaries;
import org.sneakyklaus.outbox.OutboxSummary;
import org.sneakyklaus.outbox.OutboxView;
import org.sneakyklaus.participation.ParticipantQueries;
import org.sneakyklaus.support.ConflictException;
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

/** Shows the outbox. */
@Controller
@RequestMapping("/admin/outbox")
class OutboxController {

    /**
     * @param exchange the text of the field for the name of an exchange
     * @param retriable how many emails of the list one button sends again
     * @param kept how many emails were only captured and could be sent now
     * @param exchangeNames names of the exchanges in the list, by id
     * @param participantNames names of the participants in the list, by id
     * @param zone time zone of the times shown
     */
    record OutboxPage(
            Page<OutboxView> mails,
            OutboxSearch filter,
            boolean filtered,
            String exchange,
            int retriable,
            int kept,
            OutboxSummary summary,
            Map<Long, String> exchangeNames,
            Map<Long, String> participantNames,
            ZoneId zone) {

        /** Returns the URL of this list, to which page numbers are added. */
        public String url() {
            return filter.url();
        }

        /** Returns the query that leads to this very page of the list. */
        public String query() {
            return filter.query(mails.getNumber());
        }

        public List<OutboxState> states() {
            return Arrays.asList(OutboxState.values());
        }

        public List<Delivery> deliveries() {
            return Arrays.asList(Delivery.values());
        }

        /** Returns the state of the emails that one button sends again. */
        public OutboxState retried() {
            return Objects.requireNonNullElse(filter.state(), OutboxState.FAILED);
        }

        /** Returns the key of a state's name in the filter; one may cover both sent and captured emails. */
        public String choice(OutboxState of, boolean keepsMail) {
            return of == OutboxState.SENT && (keepsMail || kept > 0) ? "outbox.filter.SENT" : "outbox.state." + of;
        }

        /** Returns the colour of a state's badge. */
        public String tone(OutboxState of) {
            return switch (of) {
                case PENDING, CLAIMED -> "info";
                case SENT -> "success";
                case HELD, UNKNOWN -> "warning";
                case FAILED -> "danger";
                case CANCELLED, DROPPED -> "neutral";
            };
        }
    }

    private final OutboxQueries outbox;
    private final OutboxSummaries summaries;
    private final OutboxControl control;
    private final ExchangeQueries exchanges;
    private final ParticipantQueries participants;
    private final AdminQueries admin;

    OutboxController(
            OutboxQueries outbox,
            OutboxSummaries summaries,
            OutboxControl control,
            ExchangeQueries exchanges,
            ParticipantQueries participants,
            AdminQueries admin) {
        this.outbox = outbox;
        this.summaries = summaries;
        this.control = control;
        this.exchanges = exchanges;
        this.participants = participants;
        this.admin = admin;
    }

    @GetMapping
    String list(OutboxSearch search, @RequestParam(defaultValue = "0") int page, Model model) {
        var filter = search.filter(exchanges, participants);
        var mails = outbox.page(filter, Math.max(0, page));
        model.addAttribute(
                "page",
                new OutboxPage(
                        mails,
                        search,
                        !filter.equals(OutboxFilter.ALL),
                        search.shownName(exchanges),
                        outbox.countToRetry(filter),
                        outbox.countKept(),
                        summaries.now(),
                        exchanges.names(ids(mails, OutboxView::exchangeId)),
                        participants.names(ids(mails, OutboxView::participantId)),
                        admin.zone()));
        return "mail/outbox";
    }

    private static Set<Long> ids(Page<OutboxView> mails, Function<OutboxView, @Nullable Long> about) {
        return mails.stream().map(about).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    @PostMapping("/{id}/retry")
    String retry(@PathVariable long id, RedirectAttributes redirect) {
        control.retry(id);
        Flash.say(redirect, "outbox.retried");
        return "redirect:/admin/outbox";
    }

    @PostMapping("/retry")
    String retryAll(OutboxSearch search, RedirectAttributes redirect) {
        var queued = control.retryAll(search.filter(exchanges, participants));
        Flash.say(redirect, "outbox.retriedAll", queued);
        return "redirect:/admin/outbox";
    }

    @PostMapping("/release")
    String release(RedirectAttributes redirect) {
        Flash.say(redirect, "outbox.released", control.release());
        return "redirect:/admin/outbox";
    }

    /** Discards all emails that are held. */
    @PostMapping("/drop")
    String drop(RedirectAttributes redirect) {
        Flash.say(redirect, "outbox.dropped", control.dropHeld());
        return "redirect:/admin/outbox";
    }

    /** @param shown how many the page named: if it is another number by now, none is discarded */
    @PostMapping("/drop-failed")
    String dropFailed(OutboxSearch search, @RequestParam @Nullable Integer shown, RedirectAttributes redirect) {
        var filter = search.filter(exchanges, participants);
        if (shown != null && shown != outbox.countToRetry(filter)) {
            throw new ConflictException("exchange.conflict.stale");
        }
        Flash.say(redirect, "outbox.dropped", control.dropFailed(filter));
        return "redirect:/admin/outbox";
    }
}
