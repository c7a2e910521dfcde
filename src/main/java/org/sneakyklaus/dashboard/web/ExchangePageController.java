package org.sneakyklaus.dashboard.web;

import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.dashboard.DrawStatuses;
import org.sneakyklaus.exchange.ExchangeHistory;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.exclusion.Exclusions;
import org.sneakyklaus.outbox.OutboxQueries;
import org.sneakyklaus.outbox.SendingAllowance;
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
    private final SendingAllowance allowance;
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
            SendingAllowance allowance,
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
        this.allowance = allowance;
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
        var chart = charts.mails(id);
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
                        chart,
                        lastMail(exchange, active, chart)));
        return "dashboard/exchange";
    }

    private @Nullable ZonedDateTime lastMail(ExchangeView exchange, List<ExchangePage.Person> people, MailChart mails) {
        long drawn = exchange.state().isBeforeDraw() ? ExchangePage.mailed(people) : 0;
        return drawn == 0 && !mails.parts().containsKey(MailChart.Part.WAITING)
                ? null
                : allowance
                        .lastDay(drawn)
                        .map(day -> day.atZone(exchange.zone()))
                        .orElse(null);
    }
}
