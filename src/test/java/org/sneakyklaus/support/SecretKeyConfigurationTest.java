package org.sneakyklaus.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sneakyklaus.support.settings.WrongSettings;
import org.springframework.mock.env.MockEnvironment;

class SecretKeyConfigurationTest {

    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    @TempDir
    private Path folder;

    private final MockEnvironment environment = new MockEnvironment();

    @Test
    void theFirstStartMakesAKeyThatOnlyItsOwnerReads() throws IOException {
        var data = folder.resolve("data");

        var box = start(data, null);

        assertThat(box.isLasting()).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("secret.key"))))
                .isEqualTo("rw-------");
        assertThat(Base64.getDecoder()
                        .decode(Files.readString(data.resolve("secret.key")).strip()))
                .hasSize(32);
    }

    @Test
    void everyLaterStartFindsTheSameKey() throws IOException {
        var first = start(folder, null);
        Files.createFile(folder.resolve("klaus.db"));

        assertThat(start(folder, null).fingerprint()).isEqualTo(first.fingerprint());
    }

    @Test
    void noTwoInstallationsHaveTheSameKey() throws IOException {
        assertThat(start(folder.resolve("one"), null).fingerprint())
                .isNotEqualTo(start(folder.resolve("two"), null).fingerprint());
    }

    @Test
    void aLostKeyIsNotMadeAgainBesideADatabase() throws IOException {
        Files.createFile(folder.resolve("klaus.db"));

        var box = start(folder, null);

        assertThat(box.isLasting()).isFalse();
        assertThat(folder.resolve("secret.key")).doesNotExist();
    }

    @Test
    void theSettingWinsAndWritesNothing() throws IOException {
        var box = start(folder, KEY);

        assertThat(box.isLasting()).isTrue();
        assertThat(box.fingerprint()).isEqualTo(new SecretBox(new byte[32], true).fingerprint());
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"c2hvcnQ=", "not base64 at all"})
    void aBrokenKeyStopsTheStartAndIsNotPrinted(String key) throws IOException {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> start(folder, key))
                .withMessageContaining("KLAUS_SECRET_KEY")
                .withMessageNotContaining(key);

        Files.writeString(folder.resolve("secret.key"), key);
        assertThatExceptionOfType(WrongSettings.class)
                .isThrownBy(() -> start(folder, null))
                .withMessageContaining("secret.key")
                .withMessageNotContaining(key);
    }

    @Test
    void whatIsNoFileIsToldInWords() throws IOException {
        Files.createDirectory(folder.resolve("secret.key"));

        assertThatExceptionOfType(WrongSettings.class)
                .isThrownBy(() -> start(folder, null))
                .withMessageContaining("secret.key cannot be read");
    }

    @Test
    void whereItCannotBeWrittenNothingOfItStays() throws IOException {
        var noFolder = Files.createFile(folder.resolve("file"));

        assertThatExceptionOfType(WrongSettings.class)
                .isThrownBy(() -> start(noFolder, null))
                .withMessageContaining("KLAUS_DATA");

        start(folder, null);
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("file", "secret.key");
    }

    private SecretBox start(Path data, @Nullable String setting) throws IOException {
        var properties = new AppProperties(URI.create("http://localhost:8080"), data, setting);
        return new SecretKeyConfiguration().secretBox(properties, environment);
    }
}
