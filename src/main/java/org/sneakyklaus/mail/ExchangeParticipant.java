package org.sneakyklaus.mail;

import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.participation.ParticipantView;

/** Somebody's place in an exchange. */
record ExchangeParticipant(ExchangeView exchange, ParticipantView person) {}
