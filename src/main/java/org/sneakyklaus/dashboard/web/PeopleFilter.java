package org.sneakyklaus.dashboard.web;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.participation.PeopleSearch;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;
import org.springframework.web.util.UriComponentsBuilder;

/** The admin's search among the participants, and the order of the result. */
class PeopleFilter {

    private static final int PAGE_SIZE = 25;
    /** This many can be seen at a glance. */
    private static final int FEW = 10;

    /** What to search for besides a name. */
    enum State {
        CONFIRMED,
        UNCONFIRMED,
        ADDED,
        LEAVING,
        /** An email to them needs attention. */
        MAIL;

        private boolean fits(ExchangePage.Person person, boolean beforeDraw) {
            var participant = person.participant();
            var confirmed = participant.confirmed() || !participant.showsConfirmation(beforeDraw);
            return switch (this) {
                case CONFIRMED -> confirmed;
                case UNCONFIRMED -> !confirmed;
                case ADDED -> participant.addedByAdmin();
                case LEAVING -> participant.leaveRequested();
                case MAIL -> person.mail() != null && !person.mail().standing().isFine();
            };
        }
    }

    /** The order of the list. */
    enum Order {
        NAME,
        JOINED
    }

    /**
     * A page of those found.
     *
     * @param all those on all pages
     * @param useful whether there are enough people for a search to make sense
     */
    record Found(Page<ExchangePage.Person> people, List<ExchangePage.Person> all, PeopleFilter filter, boolean useful) {

        public List<State> states() {
            return Arrays.asList(State.values());
        }

        public List<Order> orders() {
            return Arrays.asList(Order.values());
        }

        /** Returns the query that leads to this very page of the list; empty where the list begins so. */
        public String query() {
            int page = people.getNumber();
            return filter.isActive() || filter.sort != Order.NAME || page > 0
                    ? filter.address("")
                            .queryParam("page", page)
                            .encode()
                            .buildAndExpand(filter.q)
                            .toUriString()
                    : "";
        }
    }

    public String q = "";
    public @Nullable State state;
    public Order sort = Order.NAME;

    /**
     * @param people ordered by name
     * @param beforeDraw whether names are not drawn yet
     */
    Found in(List<ExchangePage.Person> people, boolean beforeDraw, int page) {
        var fitting = people.stream().filter(person -> state == null || state.fits(person, beforeDraw));
        var search = new PeopleSearch(q);
        if (!search.isEmpty()) {
            fitting = fitting.filter(person -> search.finds(person.participant()));
        }
        var found = (sort == Order.NAME
                        ? fitting
                        : fitting.sorted(Comparator.comparing(
                                person -> person.participant().id())))
                .toList();
        int pages = Math.max(1, (found.size() + PAGE_SIZE - 1) / PAGE_SIZE);
        var shown = PageRequest.of(Math.min(Math.max(page, 0), pages - 1), PAGE_SIZE);
        int from = Math.toIntExact(shown.getOffset());
        return new Found(
                new PageImpl<>(found.subList(from, Math.min(from + PAGE_SIZE, found.size())), shown, found.size()),
                found,
                this,
                people.size() > FEW);
    }

    /** Whether the filter may exclude people. */
    public boolean isActive() {
        return !q.isBlank() || state != null;
    }

    /** Returns the address of the list on a page, to which the page number is appended. */
    public String url(String page) {
        return address(page).fragment("people").encode().buildAndExpand(q).toUriString();
    }

    private UriComponentsBuilder address(String page) {
        return UriComponentsBuilder.fromPath(page)
                .queryParam("q", "{q}")
                .queryParamIfPresent("state", Optional.ofNullable(state))
                .queryParam("sort", sort);
    }
}
