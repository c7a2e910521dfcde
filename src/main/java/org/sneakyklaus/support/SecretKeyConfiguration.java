package org.sneakyklaus.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.support.settings.Variable;
import org.sneakyklaus.support.settings.WrongSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Finds the secret key: the setting, or with SQLite a file beside the database, made at the very first start. */
@Configuration(proxyBeanMethods = false)
class SecretKeyConfiguration {

    private static final Logger log = LoggerFactory.getLogger(SecretKeyConfiguration.class);
    private static final int KEY_BYTES = 32;

    @Bean
    SecretBox secretBox(AppProperties properties, Environment environment) throws IOException {
        var setting = properties.secretKey();
        if (setting != null && !setting.isBlank()) {
            return new SecretBox(decoded(setting), true);
        }
        if (DatabaseKind.of(environment) == DatabaseKind.POSTGRESQL) {
            throw new WrongSettings(Variable.KLAUS_SECRET_KEY, "is required with PostgreSQL: 32 bytes in base64");
        }
        return fromFile(properties.data());
    }

    private static SecretBox fromFile(Path data) throws IOException {
        var file = data.resolve("secret.key");
        if (Files.exists(file)) {
            var kept = Files.readString(file);
            if (!isKey(kept)) {
                throw new IllegalStateException("The file " + file + " is damaged, it must hold 32 bytes in base64: put"
                        + " a copy of the key in its place and restart");
            }
            return new SecretBox(decoded(kept), true);
        }
        if (Files.exists(data.resolve("klaus.db"))) {
            log.error("The key file {} is missing, but there is a database: put the key back and restart", file);
            return new SecretBox(SecretToken.randomBytes(KEY_BYTES), false);
        }
        var secret = SecretToken.randomBytes(KEY_BYTES);
        DataFolder.create(data);
        writeForOwnerOnly(file, Base64.getEncoder().encodeToString(secret));
        log.info("Made a new secret key in {}: keep a copy of it apart from the backups", file);
        return new SecretBox(secret, true);
    }

    private static void writeForOwnerOnly(Path file, String text) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, text + '\n', StandardOpenOption.CREATE, StandardOpenOption.SYNC);
    }

    static boolean isKey(String text) {
        try {
            return decoded(text).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static byte[] decoded(String text) {
        return Base64.getDecoder().decode(text.strip());
    }
}
