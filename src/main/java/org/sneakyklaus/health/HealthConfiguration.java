package org.sneakyklaus.health;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.sneakyklaus.support.AppProperties;
import org.springframework.boot.health.application.DiskSpaceHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/** Configures the disk space check. */
@Configuration(proxyBeanMethods = false)
class HealthConfiguration {

    /** With less space, SQLite's log may not be able to take the next change. */
    private static final DataSize LEAST = DataSize.ofMegabytes(2);

    @Bean
    DiskSpaceHealthIndicator diskSpaceHealthIndicator(AppProperties properties) {
        return new DiskSpaceHealthIndicator(existing(properties.data()).toFile(), LEAST);
    }

    /** With PostgreSQL the folder is created on first use; until then its closest existing parent counts. */
    private static Path existing(Path folder) {
        return Stream.iterate(folder.toAbsolutePath().normalize(), Path::getParent)
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow();
    }
}
