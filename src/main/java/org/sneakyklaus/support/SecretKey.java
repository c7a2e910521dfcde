package org.sneakyklaus.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.sneakyklaus.support.settings.Variable;
import org.sneakyklaus.support.settings.WrongSettings;
import org.springframework.core.env.Environment;

/** Finds the secret key: in the setting or, with SQLite, in a file beside the database. */
public final class SecretKey {

    static final int BYTES = 32;

    private SecretKey() {}

    /**
     * Looks for the key without creating one.
     *
     * @return empty if it is neither set nor, with SQLite, in its file
     * @throws WrongSettings if the file holds no key or cannot be read
     */
    public static Optional<SecretBox> find(AppProperties properties, Environment environment) {
        var setting = properties.secretKey();
        if (setting != null && !setting.isBlank()) {
            return Optional.of(new SecretBox(decoded(setting), true));
        }
        var file = file(properties);
        if (DatabaseKind.of(environment) == DatabaseKind.POSTGRESQL || !Files.exists(file)) {
            return Optional.empty();
        }
        var kept = text(file);
        if (!isKey(kept)) {
            throw WrongSettings.inWords(
                    Variable.KLAUS_SECRET_KEY,
                    "The file " + file + " is damaged, it must hold 32 bytes in base64: put a copy of the key in its"
                            + " place");
        }
        return Optional.of(new SecretBox(decoded(kept), true));
    }

    /** Returns the file that holds the key if it is not set. */
    public static Path file(AppProperties properties) {
        return properties.data().resolve("secret.key");
    }

    /** Returns whether a text is a key, in base64. */
    static boolean isKey(String text) {
        try {
            return decoded(text).length == BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw WrongSettings.inWords(
                    Variable.KLAUS_SECRET_KEY,
                    "The file " + file + " cannot be read by the user " + ProcessUser.name()
                            + ": it must be a file of that user with the key");
        }
    }

    private static byte[] decoded(String text) {
        return Base64.getDecoder().decode(text.strip());
    }
}
