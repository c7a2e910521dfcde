package org.sneakyklaus.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Finds the secret key: the setting, or with SQLite a file beside the database, made at the very first start. */
@Configuration(proxyBeanMethods = false)
class SecretKeyConfiguration {

    private static final Logger log = LoggerFactory.getLogger(SecretKeyConfiguration.class);

    @Bean
    SecretBox secretBox(AppProperties properties, Environment environment) throws IOException {
        var found = SecretKey.find(properties, environment);
        // With PostgreSQL no start gets here without a key: the check of the settings requires it.
        return found.isPresent() ? found.get() : beside(properties.data(), SecretKey.file(properties));
    }

    private static SecretBox beside(Path data, Path file) throws IOException {
        if (Files.exists(data.resolve("klaus.db"))) {
            log.error("The key file {} is missing, but there is a database: put the key back and restart", file);
            return new SecretBox(SecretToken.randomBytes(SecretKey.BYTES), false);
        }
        var secret = SecretToken.randomBytes(SecretKey.BYTES);
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
}
