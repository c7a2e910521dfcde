package org.sneakyklaus.dashboard.web;

import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.support.web.QrCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Serves the link of an exchange as a QR code, to show or print. */
@Controller
class LinkCodeController {

    private final ExchangeQueries exchanges;
    private final AppProperties properties;

    LinkCodeController(ExchangeQueries exchanges, AppProperties properties) {
        this.exchanges = exchanges;
        this.properties = properties;
    }

    @GetMapping("/admin/exchanges/{id}/link.svg")
    ResponseEntity<String> code(@PathVariable long id) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("image/svg+xml"))
                .body(QrCode.of(properties.link(
                                "/exchange/" + exchanges.byId(id).slug()))
                        .svg());
    }
}
