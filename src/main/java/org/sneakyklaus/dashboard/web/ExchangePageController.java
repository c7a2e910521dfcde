package org.sneakyklaus.dashboard.web;

import java.time.Clock;
import org.sneakyklaus.dashboard.DrawStatuses;
import org.sneakyklaus.exchange.ExchangeHistory;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.exclusion.Exclusions;
import org.sneakyklaus.outbox.OutboxQueries;
import org.sneakyklaus.outbox.OutboxSummaries;
import org.sneakyklaus.participation.ParticipantQueries;
import org.sneakyklaus.retention.Deletions;
import org.sneakyklaus.support.AppProperties;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The admin's page of one exchange, with all its small forms. */
@Controller
class ExchangePageController {

    private final ExchangeQueries exchanges;
    private final ExchangeHistory history;
    private final ParticipantQueries participants;
    private final Exclusions exclusions;
    private final OutboxQueries outbox;
    private final OutboxSummaries summaries;
    private final DrawStatuses draws;
    private final SeriesStatuses series;
    private final ExchangeCharts charts;
    private final Deletions deletions;
    private final AppProperties properties;
    private final Clock clock;

    ExchangePageController(
            ExchangeQueries exchanges,
            ExchangeHistory history,
            ParticipantQueries participants,
            Exclusions exclusions,
            OutboxQueries outbox,
            OutboxSummaries summaries,
            DrawStatuses draws,
            SeriesStatuses series,
            ExchangeCharts charts,
            Deletions deletions,
            AppProperties properties,
            Clock clock) {
        this.exchanges = exchanges;
        this.history = history;
        this.participants = participants;
        this.exclusions = exclusions;
        this.outbox = outbox;
        this.summaries = summaries;
        this.draws = draws;
        this.series = series;
        this.charts = charts;
        this.deletions = deletions;
        this.properties = properties;
        this.clock = clock;
    }

    @GetMapping("/admin/exchanges/{id}")
    String page(@PathVariable long id, PeopleFilter filter, @RequestParam(defaultValue = "0") int page, Model model) {
        var exchange = exchanges.byId(id);
        var everybody = participants.all(id);
        var rules = exclusions.of(id);
        var mails = outbox.standings(id);
        var activity = history.of(id);
        var happenings = activity.happenings(exchange.zone());
        var active = ExchangePage.listed(everybody, mails, true);
        model.addAttribute(
                "page",
                new ExchangePage(
                        exchange,
                        deletions
                                .deletionOf(id)
                                .map(instant -> instant.atZone(exchange.zone()))
                                .orElse(null),
                        deletions.deletionIfOverNow().atZone(exchange.zone()),
                        exchange.isDrawnAndAhead(clock.instant()),
                        properties.link("/exchange/" + exchange.slug()),
                        active,
                        filter.in(active, exchange.state().isBeforeDraw(), page),
                        ExchangePage.listed(everybody, mails, false),
                        RuleList.of(rules, everybody),
                        draws.of(exchange, activity, everybody, rules),
                        series.of(exchange),
                        happenings,
                        ExchangePage.names(everybody),
                        charts.joined(exchange, everybody, happenings),
                        charts.mails(id),
                        summaries
                                .lastDay(exchange.state().isBeforeDraw() ? ExchangePage.mailed(active) : 0)
                                .map(day -> day.atZone(exchange.zone()))
                                .orElse(null)));
        return "dashboard/exchange";
    }
}
