package org.sneakyklaus.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.springframework.core.env.Environment;

/** Where the secret key is: the setting, or with SQLite a file beside the database. */
public final class SecretKey {

    static final int BYTES = 32;

    private SecretKey() {}

    /**
     * Looks for the key, and makes none.
     *
     * @return nothing when it is neither set nor, with SQLite, in its file
     * @throws IllegalStateException when what is there is no key
     */
    public static Optional<SecretBox> find(AppProperties properties, Environment environment) throws IOException {
        var setting = properties.secretKey();
        if (setting != null && !setting.isBlank()) {
            return Optional.of(new SecretBox(decoded(setting, "KLAUS_SECRET_KEY"), true));
        }
        var file = file(properties);
        if (DatabaseKind.of(environment) == DatabaseKind.POSTGRESQL || !Files.exists(file)) {
            return Optional.empty();
        }
        return Optional.of(new SecretBox(decoded(Files.readString(file), file.toString()), true));
    }

    /** The file that holds it where it is not set. */
    public static Path file(AppProperties properties) {
        return properties.data().resolve("secret.key");
    }

    private static byte[] decoded(String text, String source) {
        try {
            var key = Base64.getDecoder().decode(text.strip());
            if (key.length == BYTES) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // The message below says what is expected; the text itself is a secret.
        }
        throw new IllegalStateException(
                source + " must hold 32 bytes in base64, made for example by: openssl rand" + " -base64 32");
    }
}
