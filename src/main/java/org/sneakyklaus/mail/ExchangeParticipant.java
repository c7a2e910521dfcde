package org.sneakyklaus.mail;

import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.participation.ParticipantView;

/** A participant and their exchange. */
record ExchangeParticipant(ExchangeView exchange, ParticipantView person) {}
