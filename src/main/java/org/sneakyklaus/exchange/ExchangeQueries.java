package org.sneakyklaus.exchange;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.support.NotFoundException;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.JpaSort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Finds exchanges. */
@Component
@Transactional(readOnly = true)
public class ExchangeQueries {

    private static final int PAGE_SIZE = 20;
    private static final Sort NEWEST_FIRST = Sort.by("id").descending();

    private final ExchangeRepository exchanges;
    private final JdbcClient jdbc;
    private final Clock clock;

    ExchangeQueries(ExchangeRepository exchanges, JdbcClient jdbc, Clock clock) {
        this.exchanges = exchanges;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @throws NotFoundException if there is none */
    public ExchangeView byId(long id) {
        return find(id).orElseThrow(() -> new NotFoundException("exchange " + id));
    }

    public Optional<ExchangeView> find(long id) {
        return exchanges.findById(id).map(ExchangeView::of);
    }

    /** Returns those of up to some hundreds of exchanges that exist, in no order. */
    public List<ExchangeView> byIds(Collection<Long> ids) {
        // One is mostly in the persistence context already.
        var found = ids.size() == 1
                ? exchanges.findById(ids.iterator().next()).stream()
                : exchanges.findWithReminderDays(ids).stream();
        return found.map(ExchangeView::of).toList();
    }

    /**
     * Returns the exchange of a link, current or replaced: compare {@link ExchangeView#slug()} to tell which.
     *
     * @throws NotFoundException if the link is unknown
     */
    public ExchangeView bySlug(String slug) {
        return findBySlug(slug).orElseThrow(() -> new NotFoundException("exchange by link"));
    }

    /** Like {@link #bySlug}, but empty if the link is unknown. */
    public Optional<ExchangeView> findBySlug(String slug) {
        return exchanges
                .findBySlug(slug)
                .or(() -> idOfReplaced(slug).flatMap(exchanges::findById))
                .map(ExchangeView::of);
    }

    /** Like {@link #findBySlug}, but returns only the id. */
    public Optional<Long> findIdBySlug(String slug) {
        return exchanges.findIdBySlug(slug).or(() -> idOfReplaced(slug));
    }

    private Optional<Long> idOfReplaced(String slug) {
        return jdbc.sql("SELECT exchange_id FROM exchange_slug WHERE slug = ?")
                .param(slug)
                .query(Long.class)
                .optional();
    }

    /** The order of a list. */
    public enum Order {
        NEWEST,
        DATE,
        NAME,
        /** In the order in which an exchange passes through them. */
        STATE
    }

    /**
     * Returns the exchanges whose name contains the text, in pages of 20; the newest come first among those that the
     * order leaves equal.
     *
     * @param state the state, or null for any
     */
    public Page<ExchangeView> search(String text, @Nullable ExchangeState state, Order order, int page) {
        return exchanges
                .search(
                        literally(text),
                        state,
                        PageRequest.of(page, PAGE_SIZE, by(order).and(NEWEST_FIRST)))
                .map(ExchangeView::of);
    }

    /** Returns the ids of exchanges whose name contains the text. */
    public Set<Long> idsMatching(String text) {
        return exchanges.findIdsMatching(literally(text));
    }

    private static String literally(String text) {
        return text.strip().replace("\0", "").replaceAll("[\\\\%_]", "\\\\$0");
    }

    private static Sort by(Order order) {
        return switch (order) {
            case NEWEST -> Sort.unsorted();
            case DATE -> Sort.by("exchangeDate");
            case NAME -> Sort.by(Sort.Order.by("name").ignoreCase());
            case STATE -> {
                var states = ExchangeState.values();
                yield JpaSort.unsafe(IntStream.range(0, states.length)
                        .mapToObj(place -> "when e.state = " + states[place] + " then " + place)
                        .collect(Collectors.joining(" ", "(case ", " end)")));
            }
        };
    }

    /** Returns the drawn exchanges whose date has passed, and the completed ones not yet announced as over. */
    public List<Long> dueForCompletion() {
        return exchanges.findIdsDueForCompletion(clock.instant());
    }

    /** Returns, by id, the series of those of them whose pairs are to be remembered. */
    public Map<Long, String> seriesToRemember(Collection<Long> ids) {
        return exchanges.findSeriesToRemember(ids).stream()
                .collect(Collectors.toMap(ExchangeRepository.OfSeries::id, ExchangeRepository.OfSeries::seriesId));
    }

    /** Returns names by id, of those that exist. */
    public Map<Long, String> names(Collection<Long> ids) {
        return ids.isEmpty()
                ? Map.of()
                : exchanges.findNames(ids).stream()
                        .collect(Collectors.toMap(ExchangeRepository.Name::id, ExchangeRepository.Name::name));
    }

    /** Returns, by id, when registration was to close, of those where it is still open and that was before this instant. */
    public Map<Long, Instant> overdueToClose(Instant before) {
        return exchanges.findOverdueToClose(before).stream()
                .collect(Collectors.toMap(ExchangeRepository.Overdue::id, ExchangeRepository.Overdue::closeDate));
    }

    /** Returns the ids of all exchanges in one of these states. */
    public List<Long> inStates(List<ExchangeState> states) {
        return exchanges.findIdsByState(states);
    }
}
