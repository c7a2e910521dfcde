package org.sneakyklaus.notification.web;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.account.AdminQueries;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.notification.Delivery;
import org.sneakyklaus.notification.OutboxFilter;
import org.sneakyklaus.notification.OutboxQueries;
import org.sneakyklaus.notification.OutboxRetry;
import org.sneakyklaus.notification.OutboxState;
import org.sneakyklaus.notification.OutboxSummaries;
import org.sneakyklaus.notification.OutboxSummary;
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
import org.springframework.web.util.UriComponentsBuilder;

/** What became of every e-mail. */
@Controller
@RequestMapping("/admin/outbox")
class OutboxController {

    /**
     * @param exchange what stands in the field for the name of an exchange
     * @param retriable how many of the list one button sends again
     * @param kept how many were only kept, and could be sent by now
     * @param zone in which times are told
     */
    record OutboxPage(
            Page<OutboxView> mails,
            OutboxFilter filter,
            String exchange,
            int retriable,
            int kept,
            OutboxSummary summary,
            ZoneId zone) {

        /** Whether not all of them are asked for. */
        public boolean filtered() {
            return !filter.equals(OutboxFilter.ALL);
        }

        /** The address of this list, to which its pages are added. */
        public String url() {
            return UriComponentsBuilder.fromPath("/admin/outbox")
                    .queryParamIfPresent("state", Optional.ofNullable(filter.state()))
                    .queryParamIfPresent("delivery", Optional.ofNullable(filter.delivery()))
                    .queryParamIfPresent("exchange", Optional.ofNullable(filter.exchange()))
                    .queryParamIfPresent("participant", Optional.ofNullable(filter.participant()))
                    .queryParamIfPresent(
                            "exchangeName",
                            Optional.of("{name}")
                                    .filter(name -> !filter.exchangeName().isBlank()))
                    .queryParamIfPresent(
                            "q", Optional.of("{q}").filter(q -> !filter.q().isBlank()))
                    .encode()
                    .buildAndExpand(Map.of("name", filter.exchangeName(), "q", filter.q()))
                    .toUriString();
        }

        public List<OutboxState> states() {
            return Arrays.asList(OutboxState.values());
        }

        public List<Delivery> deliveries() {
            return Arrays.asList(Delivery.values());
        }

        /** The key of what a state is called in the list to choose from; one may hold what was sent and what was kept. */
        public String choice(OutboxState of, boolean keepsMail) {
            return of == OutboxState.SENT && (keepsMail || kept > 0) ? "outbox.filter.SENT" : "outbox.state." + of;
        }

        /** The colour of a state's badge. */
        public String tone(OutboxState of) {
            return switch (of) {
                case PENDING, CLAIMED -> "info";
                case SENT -> "success";
                case HELD, UNKNOWN -> "warning";
                case FAILED -> "danger";
                case CANCELLED, DROPPED -> "neutral";
            };
        }

        public ZonedDateTime time(Instant instant) {
            return instant.atZone(zone);
        }
    }

    private final OutboxQueries outbox;
    private final OutboxSummaries summaries;
    private final OutboxRetry retry;
    private final ExchangeQueries exchanges;
    private final AdminQueries admin;

    OutboxController(
            OutboxQueries outbox,
            OutboxSummaries summaries,
            OutboxRetry retry,
            ExchangeQueries exchanges,
            AdminQueries admin) {
        this.exchanges = exchanges;
        this.outbox = outbox;
        this.summaries = summaries;
        this.retry = retry;
        this.admin = admin;
    }

    /**
     * The list.
     *
     * @param exchange counts until another name is typed over its own, which the form shows
     */
    @GetMapping
    String list(
            @RequestParam(required = false) @Nullable OutboxState state,
            @RequestParam(required = false) @Nullable Delivery delivery,
            @RequestParam(required = false) @Nullable Long exchange,
            @RequestParam(required = false) @Nullable Long participant,
            @RequestParam(required = false) @Nullable String exchangeName,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        var name = exchange == null
                ? ""
                : exchanges.find(exchange).map(ExchangeView::name).orElse("");
        var chosen = exchange != null
                && (exchangeName == null || exchangeName.strip().equals(name));
        var filter = new OutboxFilter(
                state,
                delivery,
                chosen ? exchange : null,
                participant,
                chosen ? "" : Objects.requireNonNullElse(exchangeName, "").strip(),
                q);
        model.addAttribute(
                "page",
                new OutboxPage(
                        outbox.page(filter, Math.max(0, page)),
                        filter,
                        chosen ? name : filter.exchangeName(),
                        outbox.countToRetry(filter),
                        outbox.countKept(),
                        summaries.now(),
                        admin.zone()));
        return "notification/outbox";
    }

    @PostMapping("/{id}/retry")
    String retry(@PathVariable long id, RedirectAttributes redirect) {
        retry.retry(id);
        Flash.say(redirect, "outbox.retried");
        return "redirect:/admin/outbox";
    }

    @PostMapping("/retry")
    String retryAll(
            @RequestParam(required = false) @Nullable OutboxState state,
            @RequestParam(required = false) @Nullable Delivery delivery,
            @RequestParam(required = false) @Nullable Long exchange,
            @RequestParam(required = false) @Nullable Long participant,
            @RequestParam(defaultValue = "") String exchangeName,
            @RequestParam(defaultValue = "") String q,
            RedirectAttributes redirect) {
        var queued = retry.retryAll(new OutboxFilter(state, delivery, exchange, participant, exchangeName, q));
        Flash.say(redirect, "outbox.retriedAll", queued);
        return "redirect:/admin/outbox";
    }

    @PostMapping("/release")
    String release(RedirectAttributes redirect) {
        Flash.say(redirect, "outbox.released", retry.release());
        return "redirect:/admin/outbox";
    }

    @PostMapping("/drop")
    String drop(RedirectAttributes redirect) {
        Flash.say(redirect, "outbox.dropped", retry.dropHeld());
        return "redirect:/admin/outbox";
    }
}
