package org.sneakyklaus.health;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.sneakyklaus.operation.Backups;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.info.BuildProperties;
import org.springframework.stereotype.Component;

/** Reads the status of the installation, with the details that the public health endpoints omit. */
@Component
public class StatusQueries {

    private static final String DISK = "diskSpace";
    private static final List<String> PARTS = List.of("database", DISK, "jobs", "outbox");

    private final HealthContributorRegistry indicators;
    private final DatabaseQueries database;
    private final Optional<Backups> backups;
    private final Optional<BuildProperties> build;
    private final Clock clock;

    StatusQueries(
            HealthContributorRegistry indicators,
            DatabaseQueries database,
            Optional<Backups> backups,
            Optional<BuildProperties> build,
            Clock clock) {
        this.indicators = indicators;
        this.database = database;
        this.backups = backups;
        this.build = build;
        this.clock = clock;
    }

    public StatusView now() {
        var parts = new LinkedHashMap<String, String>();
        PARTS.forEach(part -> parts.put(part, health(part).getStatus().getCode()));
        var disk = health(DISK).getDetails();
        return new StatusView(
                build.map(BuildProperties::getVersion).orElse("development"),
                clock.instant(),
                Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime()),
                parts,
                database.now(),
                (long) Objects.requireNonNull(disk.get("free")),
                (long) Objects.requireNonNull(disk.get("total")),
                backups.isPresent(),
                backups.flatMap(Backups::latest).orElse(null));
    }

    private Health health(String part) {
        var indicator = (HealthIndicator) Objects.requireNonNull(indicators.getContributor(part));
        return Objects.requireNonNull(indicator.health());
    }
}
