package org.sneakyklaus.support;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts and hashes under the installation's secret key: AES-256-GCM and HMAC-SHA-256, each with its own key derived
 * from the secret one, so that the database alone reveals nothing.
 */
public final class SecretBox {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec encryptionKey;
    private final SecretKeySpec hashKey;
    private final boolean lasting;

    /** @param lasting false for a stand-in key that is gone with the process because the real one is missing */
    SecretBox(byte[] secret, boolean lasting) {
        this.encryptionKey = new SecretKeySpec(derive(secret, "encrypt"), "AES");
        this.hashKey = new SecretKeySpec(derive(secret, "hash"), "HmacSHA256");
        this.lasting = lasting;
    }

    /**
     * Encrypts a value.
     *
     * @param context what the value belongs to; it can be opened only with the same context
     * @return base64url, of a length that depends on the value's length alone
     */
    public String seal(byte[] value, String context) {
        var nonce = SecretToken.randomBytes(NONCE_BYTES);
        try {
            var encrypted = cipher(Cipher.ENCRYPT_MODE, nonce, context).doFinal(value);
            var sealed = ByteBuffer.allocate(NONCE_BYTES + encrypted.length)
                    .put(nonce)
                    .put(encrypted)
                    .array();
            return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot encrypt", e);
        }
    }

    /** Decrypts a sealed value; empty if it was altered, or sealed under another key or context. */
    public Optional<byte[]> open(String sealed, String context) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(sealed));
            // For less than a tag, the JDK throws another exception.
            if (bytes.remaining() < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
                return Optional.empty();
            }
            var nonce = new byte[NONCE_BYTES];
            bytes.get(nonce);
            var encrypted = new byte[bytes.remaining()];
            bytes.get(encrypted);
            return Optional.of(cipher(Cipher.DECRYPT_MODE, nonce, context).doFinal(encrypted));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Returns a keyed hash in hex: equal for equal values of one purpose, and meaningless without the key. */
    public String hash(String purpose, String value) {
        return HexFormat.of().formatHex(mac(hashKey, purpose + '\n' + value));
    }

    /** Returns a fingerprint that shows whether the key is the same as before, without revealing it. */
    public String fingerprint() {
        return hash("fingerprint", "");
    }

    /** Returns false while the real key is missing: nothing may be stored that must be readable after a restart. */
    public boolean isLasting() {
        return lasting;
    }

    private Cipher cipher(int mode, byte[] nonce, String context) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, encryptionKey, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] derive(byte[] secret, String purpose) {
        return mac(new SecretKeySpec(secret, "HmacSHA256"), "sneaky-klaus " + purpose);
    }

    private static byte[] mac(SecretKeySpec key, String value) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot hash", e);
        }
    }

    @Override
    public String toString() {
        return "***";
    }
}
