package org.sneakyklaus.participation.web;

import java.util.List;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.participation.PersonalLinks.Made;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.support.SecretToken;
import org.sneakyklaus.support.web.QrCode;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Shows personal links once, in the answer to the request that made them: never in a session, nor after a redirect. */
@Component
class LinkCards {

    private final AppProperties app;

    LinkCards(AppProperties app) {
        this.app = app;
    }

    /** A card to print or send. */
    record Card(String name, String link, QrCode code) {

        @Override
        public String toString() {
            return "***";
        }
    }

    /** Returns the organiser's page with these links. */
    ModelAndView shown(ExchangeView exchange, List<Made> made) {
        var cards = made.stream()
                .map(one -> card(exchange, one.participant().name(), one.token()))
                .toList();
        return new ModelAndView("participation/cards")
                .addObject("exchange", exchange)
                .addObject("cards", cards);
    }

    /** Returns a participant's page with their own link. */
    ModelAndView own(ExchangeView exchange, String name, SecretToken token) {
        return new ModelAndView("participation/own-link")
                .addObject("exchange", exchange)
                .addObject("card", card(exchange, name, token));
    }

    /** Returns a guardian's page with the link of a person they looked after. */
    ModelAndView handedOver(ExchangeView exchange, Made made) {
        return own(exchange, made.participant().name(), made.token()).addObject("handedOver", true);
    }

    private Card card(ExchangeView exchange, String name, SecretToken token) {
        var link = app.link("/exchange/" + exchange.slug() + "/link/" + token.text());
        return new Card(name, link, QrCode.of(link));
    }
}
