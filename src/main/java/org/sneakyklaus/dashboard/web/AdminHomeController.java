package org.sneakyklaus.dashboard.web;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.exchange.ExchangeQueries.Order;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.exchange.Headcount;
import org.springframework.data.domain.Page;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** Lists the admin's exchanges, searchable and in pages. */
@Controller
class AdminHomeController {

    /** More pages than anyone has, and few enough to count the exchanges before it. */
    private static final int LAST_PAGE = 1_000_000;

    private final ExchangeQueries exchanges;
    private final Headcount headcount;

    AdminHomeController(ExchangeQueries exchanges, Headcount headcount) {
        this.exchanges = exchanges;
        this.headcount = headcount;
    }

    /** One exchange in the list. */
    record Row(ExchangeView exchange, int people) {}

    /**
     * The list.
     *
     * @param state null for any
     */
    record ExchangesPage(Page<Row> rows, String q, @Nullable ExchangeState state, Order sort) {

        /** Whether the list is restricted. */
        public boolean filtered() {
            return !q.isBlank() || state != null;
        }

        /** Returns the address of this list, to which the page number is appended. */
        public String url() {
            return UriComponentsBuilder.fromPath("/admin")
                    .queryParam("q", "{q}")
                    .queryParamIfPresent("state", Optional.ofNullable(state))
                    .queryParam("sort", sort)
                    .encode()
                    .buildAndExpand(Map.of("q", q))
                    .toUriString();
        }

        public List<ExchangeState> states() {
            return Arrays.asList(ExchangeState.values());
        }

        public List<Order> sorts() {
            return Arrays.asList(Order.values());
        }
    }

    @GetMapping("/admin")
    String list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable ExchangeState state,
            @RequestParam(defaultValue = "NEWEST") Order sort,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        var found = exchanges.search(q, state, sort, Math.min(Math.max(page, 0), LAST_PAGE));
        var people = headcount.taking(found.map(ExchangeView::id).getContent());
        var rows = found.map(exchange -> new Row(exchange, people.getOrDefault(exchange.id(), 0)));
        model.addAttribute("page", new ExchangesPage(rows, q, state, sort));
        return "dashboard/exchanges";
    }
}
