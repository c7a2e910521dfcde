package org.sneakyklaus.participation;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Optional;
import org.sneakyklaus.exchange.ExchangeHold;
import org.sneakyklaus.support.NotFoundException;
import org.sneakyklaus.support.SecretBox;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Turns reminders off for anyone who has one of a participant's reminders, without signing in. The token is the
 * participant's id, sealed under the secret key. It is stored nowhere, works as long as the participant exists, and can
 * do nothing else.
 */
@Component
@Transactional
public class Unsubscribing {

    private static final String CONTEXT = "unsubscribe";

    private final ParticipantRepository participants;
    private final ExchangeHold exchanges;
    private final SecretBox secretBox;
    private final Clock clock;

    Unsubscribing(ParticipantRepository participants, ExchangeHold exchanges, SecretBox secretBox, Clock clock) {
        this.participants = participants;
        this.exchanges = exchanges;
        this.secretBox = secretBox;
        this.clock = clock;
    }

    /** Returns a token of this participant: base64url, 48 characters, different each time. */
    public String token(long participantId) {
        var value = ByteBuffer.allocate(Long.BYTES).putLong(participantId);
        return secretBox.seal(value.array(), CONTEXT);
    }

    /**
     * Returns the participant of a token; changes nothing.
     *
     * @throws NotFoundException if the token was not created here, or the participant is gone
     */
    @Transactional(readOnly = true)
    public ParticipantView look(String token) {
        return ParticipantView.of(find(token));
    }

    /**
     * Turns the reminders off, in any state of the exchange; repeating it changes nothing.
     *
     * @throws NotFoundException as {@link #look} does
     */
    public ParticipantView stopReminders(String token) {
        exchanges.hold(find(token).exchangeId());
        var participant = find(token);
        if (participant.isReminderEnabled()) {
            participant.remind(false, clock.instant());
        }
        return ParticipantView.of(participant);
    }

    private Participant find(String token) {
        return idOf(token)
                .flatMap(participants::findById)
                .orElseThrow(() -> new NotFoundException("participant by unsubscribe link"));
    }

    private Optional<Long> idOf(String token) {
        return secretBox
                .open(token, CONTEXT)
                .filter(value -> value.length == Long.BYTES)
                .map(value -> ByteBuffer.wrap(value).getLong());
    }
}
