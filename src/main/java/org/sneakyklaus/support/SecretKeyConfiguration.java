package org.sneakyklaus.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.support.settings.Variable;
import org.sneakyklaus.support.settings.WrongSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Provides the secret key: from the setting or, with SQLite, from a file beside the database, created at the very first
 * start.
 */
@Configuration(proxyBeanMethods = false)
class SecretKeyConfiguration {

    private static final Logger log = LoggerFactory.getLogger(SecretKeyConfiguration.class);

    @Bean
    SecretBox secretBox(AppProperties properties, Environment environment) {
        var found = SecretKey.find(properties, environment);
        // With PostgreSQL a key is always found: the check of the settings requires it.
        return found.isPresent() ? found.get() : beside(properties.data(), SecretKey.file(properties));
    }

    private static SecretBox beside(Path data, Path file) {
        if (Files.exists(data.resolve("klaus.db"))) {
            log.error("The key file {} is missing, but there is a database: put the key back and restart", file);
            return new SecretBox(SecretToken.randomBytes(SecretKey.BYTES), false);
        }
        var secret = SecretToken.randomBytes(SecretKey.BYTES);
        try {
            DataFolder.create(data);
            writeForOwnerOnly(file, Base64.getEncoder().encodeToString(secret));
        } catch (IOException e) {
            throw WrongSettings.inWords(
                    Variable.KLAUS_DATA,
                    "The secret key cannot be written to " + file + " (" + e.getMessage()
                            + "): make room on that disk, or set KLAUS_DATA to a folder that can be written to");
        }
        log.info("Created a new secret key in {}: keep a copy of it apart from the backups", file);
        return new SecretBox(secret, true);
    }

    /** Writes the file whole or not at all: half a key would prevent every later start. */
    private static void writeForOwnerOnly(Path file, String text) throws IOException {
        var begun = Files.createTempFile(file.getParent(), "unfinished-", ".key");
        try {
            Files.writeString(begun, text + '\n', StandardOpenOption.SYNC);
            Files.move(begun, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(begun);
        }
    }
}
