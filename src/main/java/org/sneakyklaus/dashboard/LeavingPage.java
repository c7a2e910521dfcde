package org.sneakyklaus.dashboard;

import org.sneakyklaus.exchange.ExchangeView;

/**
 * The page between an address in gift ideas and where it leads.
 *
 * @param link the address, of {@code http} or {@code https}
 * @param room how many bytes of the page may differ from those for anybody else in the exchange
 */
public record LeavingPage(ExchangeView exchange, String link, int room) {

    @Override
    public String toString() {
        return "page between";
    }
}
