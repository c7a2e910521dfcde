package org.sneakyklaus.dashboard;

import org.sneakyklaus.exchange.ExchangeView;

/**
 * The page between a link in gift ideas and its target.
 *
 * @param link the address, {@code http} or {@code https}
 * @param room by how many bytes the page may differ from those for other participants of the exchange
 */
public record LeavingPage(ExchangeView exchange, String link, int room) {

    @Override
    public String toString() {
        return "page between";
    }
}
