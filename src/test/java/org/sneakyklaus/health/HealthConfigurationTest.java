package org.sneakyklaus.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sneakyklaus.support.AppProperties;
import org.springframework.boot.health.contributor.Status;

class HealthConfigurationTest {

    @Test
    void aDataFolderThatIsNotMadeYetIsNoFullDisk(@TempDir Path folder) {
        var data = folder.resolve("not").resolve("yet");

        var disk = new HealthConfiguration()
                .diskSpaceHealthIndicator(new AppProperties(URI.create("http://localhost"), data, null));

        assertThat(data).doesNotExist();
        assertThat(disk.health().getStatus()).isEqualTo(Status.UP);
    }
}
