package org.sneakyklaus.dashboard.web;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import org.sneakyklaus.exchange.Activity.Happening;
import org.sneakyklaus.exchange.ExchangeHistory.Kind;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.outbox.OutboxQueries;
import org.sneakyklaus.participation.ParticipantView;
import org.springframework.stereotype.Component;

/** Draws the charts of an exchange. None of them uses a pairing. */
@Component
class ExchangeCharts {

    private final OutboxQueries outbox;
    private final Clock clock;

    ExchangeCharts(OutboxQueries outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    MailChart mails(long exchangeId) {
        return MailChart.of(outbox.counts(exchangeId));
    }

    /**
     * Covers the time from the opening until today, or until the last participant joined if registration is no longer
     * open.
     */
    JoinChart joined(ExchangeView exchange, List<ParticipantView> everybody, List<Happening> history) {
        var today = LocalDate.ofInstant(clock.instant(), exchange.zone());
        var opened = history.stream()
                .filter(happening -> happening.kind() == Kind.OPENED)
                .map(Happening::at)
                .min(Comparator.naturalOrder())
                .map(ZonedDateTime::toLocalDate)
                .orElse(today);
        return JoinChart.of(
                everybody.stream().filter(ParticipantView::active).toList(),
                exchange.zone(),
                opened,
                exchange.state() == ExchangeState.REGISTRATION_OPEN ? today : opened);
    }
}
