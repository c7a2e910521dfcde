package org.sneakyklaus.draw;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.sneakyklaus.support.SecretBox;
import org.springframework.stereotype.Component;

/**
 * Seals a receiver: the id and the number of the draw since which the giver has this receiver, always 12 bytes. It
 * opens only for the same exchange, giver and draw, so that rows cannot be swapped.
 */
@Component
class SealedReceiver {

    private static final int BYTES = Long.BYTES + Integer.BYTES;

    private final SecretBox secretBox;

    SealedReceiver(SecretBox secretBox) {
        this.secretBox = secretBox;
    }

    /** Whether values sealed now can be opened after a restart. */
    boolean isLasting() {
        return secretBox.isLasting();
    }

    String seal(long exchangeId, long giverId, int drawNumber, Recipient recipient) {
        var value = ByteBuffer.allocate(BYTES).putLong(recipient.id()).putInt(recipient.since());
        return secretBox.seal(value.array(), context(exchangeId, giverId, drawNumber));
    }

    /**
     * Returns the receiver. Empty if it was sealed under another key, for another row, or for another draw than the
     * exchange's current one: the row may be an intact one of an earlier draw.
     */
    Optional<Recipient> open(Assignment row, int presentDraw) {
        return secretBox
                .open(row.receiver(), context(row.exchangeId(), row.giverId(), presentDraw))
                .map(ByteBuffer::wrap)
                .map(value -> new Recipient(value.getLong(), value.getInt()));
    }

    private static String context(long exchangeId, long giverId, int drawNumber) {
        return "assignment:" + exchangeId + ':' + giverId + ':' + drawNumber;
    }
}
