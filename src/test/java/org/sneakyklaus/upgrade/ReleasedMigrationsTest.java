package org.sneakyklaus.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The migrations of a release are what they were: who has run them does not run them again. */
class ReleasedMigrationsTest {

    @ParameterizedTest
    @MethodSource("org.sneakyklaus.upgrade.Fixture#released")
    void noneIsEditedRenamedOrGoneAndNoneComesBeforeThem(Fixture fixture, @TempDir Path data) throws IOException {
        var released = Fixture.migrations(fixture.unpack(data));

        var files = Flyway.configure()
                .dataSource("jdbc:sqlite::memory:", null, null)
                .placeholders(Map.of("pk", "INTEGER PRIMARY KEY AUTOINCREMENT"))
                .load()
                .info()
                .all();

        assertThat(Stream.of(files).limit(released.size()).map(ReleasedMigrationsTest::migration))
                .hasSizeGreaterThan(20)
                .containsExactlyElementsOf(released);
    }

    private static Fixture.Migration migration(MigrationInfo file) {
        return new Fixture.Migration(file.getVersion().getVersion(), file.getScript(), file.getChecksum());
    }
}
