package org.sneakyklaus.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.operation.Backups.BackupView;

/**
 * Status of an installation.
 *
 * @param parts health of each component by name: UP, DEGRADED, DOWN
 * @param diskFree in bytes, on the disk with the data
 * @param makesBackups whether the application makes backups
 * @param backup the latest backup, or null if there is none
 */
public record StatusView(
        String version,
        Instant now,
        Duration uptime,
        Map<String, String> parts,
        DatabaseView database,
        long diskFree,
        long diskTotal,
        boolean makesBackups,
        @Nullable BackupView backup) {

    public Instant since() {
        return now.minus(uptime);
    }

    /** Returns the version of Java it runs on. */
    public String java() {
        return Runtime.version().toString();
    }
}
