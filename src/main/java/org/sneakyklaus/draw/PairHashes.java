package org.sneakyklaus.draw;

import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.support.SecretBox;
import org.springframework.stereotype.Component;

/**
 * Hashes the giver and the receiver of a past pair under the secret key.
 *
 * <p>Each is hashed separately, together with the series, the time of the draw and the salt. Without the key, no one
 * can tell which giver is which receiver, or find a person again in another draw, or in the same draw remembered
 * again. With it, each current participant is found with one hash in each role, instead of one for each pair.
 */
@Component
class PairHashes {

    private static final int HALF = 32;

    private final SecretBox secretBox;

    PairHashes(SecretBox secretBox) {
        this.secretBox = secretBox;
    }

    /** Returns what is stored of a pair: 64 hex digits. */
    String pair(PairTime time, EmailAddress giver, EmailAddress receiver) {
        return giver(time, giver) + receiver(time, receiver);
    }

    /** Returns the first half of the pairs in which this address gives: 128 bits, enough to rule out collisions. */
    String giver(PairTime time, EmailAddress address) {
        return half("past pair: giver", time, address);
    }

    /** Returns the second half of the pairs in which this address receives. */
    String receiver(PairTime time, EmailAddress address) {
        return half("past pair: receiver", time, address);
    }

    static String giverOf(String pair) {
        return pair.substring(0, HALF);
    }

    static String receiverOf(String pair) {
        return pair.substring(HALF);
    }

    private String half(String purpose, PairTime time, EmailAddress address) {
        var value = time.seriesId() + '\n' + time.drawnAt().toEpochMilli() + time.salt() + '\n' + address.value();
        return secretBox.hash(purpose, value).substring(0, HALF);
    }
}
