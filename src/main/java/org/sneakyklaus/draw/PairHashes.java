package org.sneakyklaus.draw;

import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.support.SecretBox;
import org.springframework.stereotype.Component;

/**
 * Hashes the two of an earlier pair under the secret key. Giver and receiver are hashed apart, each together with the
 * series and the time of the draw: without the key nobody can tell which giver is which receiver, nor find anybody
 * again at another time. With it, whoever is present is found again by one hash each, instead of one for each pair.
 */
@Component
class PairHashes {

    private static final int HALF = 32;

    private final SecretBox secretBox;

    PairHashes(SecretBox secretBox) {
        this.secretBox = secretBox;
    }

    /** What is stored of a pair: 64 hex digits. */
    String pair(PairTime time, EmailAddress giver, EmailAddress receiver) {
        return giver(time, giver) + receiver(time, receiver);
    }

    /** The first half of the pairs in which this address gives: 128 bits, which never meet by chance. */
    String giver(PairTime time, EmailAddress address) {
        return half("past pair: giver", time, address);
    }

    /** The second half of the pairs in which this address receives. */
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
        var value = time.seriesId() + '\n' + time.drawnAt().toEpochMilli() + '\n' + address.value();
        return secretBox.hash(purpose, value).substring(0, HALF);
    }
}
