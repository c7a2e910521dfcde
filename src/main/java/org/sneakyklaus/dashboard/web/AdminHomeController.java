package org.sneakyklaus.dashboard.web;

import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.exchange.Headcount;
import org.springframework.data.domain.Page;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** The admin's exchanges, searchable and in pages. */
@Controller
class AdminHomeController {

    /** More than anybody has, and few enough to count the exchanges before it. */
    private static final int LAST_PAGE = 1_000_000;

    private final ExchangeQueries exchanges;
    private final Headcount headcount;

    AdminHomeController(ExchangeQueries exchanges, Headcount headcount) {
        this.exchanges = exchanges;
        this.headcount = headcount;
    }

    /** One exchange in the list. */
    record Row(ExchangeView exchange, int people) {}

    @GetMapping("/admin")
    String list(@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "0") int page, Model model) {
        Page<Row> rows = exchanges
                .search(q, Math.min(Math.max(page, 0), LAST_PAGE))
                .map(exchange -> new Row(exchange, headcount.taking(exchange.id())));
        model.addAttribute("rows", rows);
        model.addAttribute("q", q);
        model.addAttribute(
                "pagesUrl",
                UriComponentsBuilder.fromPath("/admin")
                        .queryParam("q", "{q}")
                        .encode()
                        .buildAndExpand(q)
                        .toUriString());
        return "dashboard/exchanges";
    }
}
