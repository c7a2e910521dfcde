package org.sneakyklaus.mail.web;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.outbox.Delivery;
import org.sneakyklaus.outbox.OutboxFilter;
import org.sneakyklaus.outbox.OutboxState;
import org.sneakyklaus.participation.ParticipantQueries;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The search fields above the outbox; null or blank matches any.
 *
 * @param exchange id of the exchange the emails are about; ignored once another name replaces its own in the form
 * @param participant id of the participant they are about
 * @param exchangeName part of the name of the exchange they are about
 * @param q part of the name or address of the participant they are about
 */
record OutboxSearch(
        @Nullable OutboxState state,
        @Nullable Delivery delivery,
        @Nullable Long exchange,
        @Nullable Long participant,
        @Nullable String exchangeName,
        @Nullable String q) {

    /** Returns the text of the field for the name of an exchange. */
    String shownName(ExchangeQueries exchanges) {
        return exchangeName == null ? nameOf(exchange, exchanges) : exchangeName.strip();
    }

    OutboxFilter filter(ExchangeQueries exchanges, ParticipantQueries participants) {
        var name = shownName(exchanges);
        var chosen = exchange != null && name.equals(nameOf(exchange, exchanges)) ? exchange : null;
        return new OutboxFilter(
                state,
                delivery,
                ids(chosen, name, exchanges::idsMatching),
                ids(participant, q == null ? "" : q.strip(), participants::idsMatching));
    }

    private static String nameOf(@Nullable Long exchange, ExchangeQueries exchanges) {
        return Optional.ofNullable(exchange)
                .flatMap(exchanges::find)
                .map(ExchangeView::name)
                .orElse("");
    }

    private static @Nullable Set<Long> ids(@Nullable Long chosen, String typed, Function<String, Set<Long>> matching) {
        if (chosen != null) {
            return Set.of(chosen);
        }
        return typed.isEmpty() ? null : matching.apply(typed);
    }

    /** Returns the URL of the list, to which page numbers are added. */
    String url() {
        return "/admin/outbox" + query(null);
    }

    /** Returns the query that searches so again, and shows that page. */
    String query(@Nullable Integer page) {
        return UriComponentsBuilder.newInstance()
                .queryParamIfPresent("state", Optional.ofNullable(state))
                .queryParamIfPresent("delivery", Optional.ofNullable(delivery))
                .queryParamIfPresent("exchange", Optional.ofNullable(exchange))
                .queryParamIfPresent("participant", Optional.ofNullable(participant))
                .queryParamIfPresent(
                        "exchangeName", Optional.ofNullable(exchangeName).map(name -> "{name}"))
                .queryParamIfPresent("q", Optional.ofNullable(q).map(text -> "{q}"))
                .queryParamIfPresent("page", Optional.ofNullable(page))
                .encode()
                .buildAndExpand(Map.of("name", exchangeName == null ? "" : exchangeName, "q", q == null ? "" : q))
                .toUriString();
    }
}
