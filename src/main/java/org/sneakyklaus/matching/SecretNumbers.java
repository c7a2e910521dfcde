package org.sneakyklaus.matching;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.random.RandomGenerator;

/**
 * Stretches a few random numbers into many: SHA-256 of a key and a counter, where the key is 256 bits from another
 * generator. As unpredictable as that generator, and ten times as fast as {@link java.security.SecureRandom}, which
 * large draws would call millions of times.
 */
final class SecretNumbers implements RandomGenerator {

    private static final int KEY_BYTES = 32;

    private final MessageDigest digest = sha256();
    private final ByteBuffer input = ByteBuffer.allocate(KEY_BYTES + Long.BYTES);
    private ByteBuffer output = ByteBuffer.allocate(0);
    private long counter;

    SecretNumbers(RandomGenerator source) {
        byte[] key = new byte[KEY_BYTES];
        source.nextBytes(key);
        input.put(key);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    @Override
    public int nextInt() {
        refill(Integer.BYTES);
        return output.getInt();
    }

    @Override
    public long nextLong() {
        refill(Long.BYTES);
        return output.getLong();
    }

    private void refill(int bytes) {
        if (output.remaining() < bytes) {
            input.putLong(KEY_BYTES, counter++);
            output = ByteBuffer.wrap(digest.digest(input.array()));
        }
    }
}
