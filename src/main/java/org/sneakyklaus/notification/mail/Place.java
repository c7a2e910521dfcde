package org.sneakyklaus.notification.mail;

import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.participation.ParticipantView;

/** Somebody's place in an exchange. */
record Place(ExchangeView exchange, ParticipantView person) {}
