package org.sneakyklaus.operation.check;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sneakyklaus.database.InspectionDataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Checks the clock of this machine: it must not be earlier than anything written. */
final class ClockDiagnostic implements Diagnostic {

    private static final String CLOCK = "clock";
    /** The tolerated difference between two machines. */
    private static final Duration TOLERATED = Duration.ofMinutes(1);

    private static final List<String> WRITTEN = List.of(
            "SELECT max(created_at) FROM job_execution",
            "SELECT max(prev_fire_time) FROM qrtz_triggers",
            "SELECT max(sent_at) FROM outbound_email");

    private final Clock clock;
    private final ObjectProvider<BuildProperties> build;
    private final JdbcClient database;

    ClockDiagnostic(Clock clock, ObjectProvider<BuildProperties> build, InspectionDataSource inspecting) {
        this.clock = clock;
        this.build = build;
        this.database = JdbcClient.create(inspecting.dataSource());
    }

    @Override
    public List<Finding> findings() {
        var written = WRITTEN.stream().flatMap(query -> newest(query).stream()).max(Instant::compareTo);
        var built = Optional.ofNullable(build.getIfAvailable()).map(BuildProperties::getTime);
        var now = clock.instant();
        var latest = Stream.concat(written.stream(), built.stream())
                .max(Instant::compareTo)
                .orElse(Instant.MIN);
        return List.of(
                now.plus(TOLERATED).isBefore(latest)
                        ? Finding.error(
                                CLOCK,
                                "It is " + now + " here, but something was written at " + latest
                                        + " already: set the clock of this machine (NTP)")
                        : Finding.ok(CLOCK, "It is " + now));
    }

    /** Returns the latest time; empty if the table is missing or empty. */
    private Optional<Instant> newest(String query) {
        try {
            return database.sql(query).query(Long.class).optional().map(Instant::ofEpochMilli);
        } catch (DataAccessException e) {
            return Optional.empty();
        }
    }
}
