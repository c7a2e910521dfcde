package org.sneakyklaus.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.operation.LatestBackup.BackupView;

/**
 * How an installation is doing by itself.
 *
 * @param parts what health says of each part, by its name: UP, DEGRADED, DOWN
 * @param diskFree in bytes, where the data is
 * @param makesBackups whether backups are made by us
 * @param backup the newest of them, or null when there is none
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

    /** The version of Java that it runs on. */
    public String java() {
        return Runtime.version().toString();
    }
}
