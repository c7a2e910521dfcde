package org.sneakyklaus.dashboard.web;

import org.sneakyklaus.draw.AssignmentQueries;
import org.sneakyklaus.draw.DrawPreview;
import org.sneakyklaus.exchange.ExchangeHistory;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.exclusion.Exclusions;
import org.sneakyklaus.participation.ParticipantQueries;
import org.sneakyklaus.support.AppProperties;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The admin's page of one exchange, where all its small forms stand. */
@Controller
class ExchangePageController {

    private final ExchangeQueries exchanges;
    private final ExchangeHistory history;
    private final ParticipantQueries participants;
    private final Exclusions exclusions;
    private final DrawPreview preview;
    private final AssignmentQueries assignments;
    private final AppProperties properties;

    ExchangePageController(
            ExchangeQueries exchanges,
            ExchangeHistory history,
            ParticipantQueries participants,
            Exclusions exclusions,
            DrawPreview preview,
            AssignmentQueries assignments,
            AppProperties properties) {
        this.exchanges = exchanges;
        this.history = history;
        this.participants = participants;
        this.exclusions = exclusions;
        this.preview = preview;
        this.assignments = assignments;
        this.properties = properties;
    }

    @GetMapping("/admin/exchanges/{id}")
    String page(@PathVariable long id, Model model) {
        var exchange = exchanges.byId(id);
        var everybody = participants.all(id);
        model.addAttribute(
                "page",
                new ExchangePage(
                        exchange,
                        properties.link("/exchange/" + exchange.slug()),
                        ExchangePage.people(everybody, true),
                        ExchangePage.people(everybody, false),
                        ExchangePage.rules(exclusions.of(id), everybody),
                        exchange.state().isBeforeDraw() ? preview.of(id) : null,
                        assignments.revealedCount(id),
                        history.of(id, exchange.zone())));
        return "dashboard/exchange";
    }
}
