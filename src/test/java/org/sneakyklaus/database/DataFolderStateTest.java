package org.sneakyklaus.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataFolderStateTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"nfs", "nfs4", "cifs", "smb3", "SMB2", "fuse.sshfs", "fuse.glusterfs"})
    void aNetworkFileSystemIsKnownByItsName(String name) {

        assertThat(new DataFolderState(folder).onNetwork(name)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ext4", "xfs", "btrfs", "zfs", "tmpfs", "overlay", "apfs", "NTFS", "fuse.mergerfs", "fuseblk"})
    void aDiskOfThisMachineIsNone(String name) {
        assertThat(new DataFolderState(folder).onNetwork(name)).isEmpty();
    }

    @Test
    void aRefusalNamesTheFolderAndTheRemedy() {
        assertThat(new DataFolderState(folder).onNetwork("nfs4"))
                .hasValueSatisfying(text -> assertThat(text).contains(folder.toString(), "nfs4", "KLAUS_DATA"));
    }

    @Test
    void aFolderThatCanBeMadeIsMade() throws IOException {
        var data = folder.resolve("deep").resolve("data");

        new DataFolderState(data).require(false);

        assertThat(data).isDirectory();
        assertThat(folder.resolve("deep")).isDirectoryNotContaining("glob:**/unfinished-*");
    }

    @Test
    void aDatabaseThatIsGoneIsToldFromAFirstStartThatWasCutOff() throws IOException {
        var state = new DataFolderState(folder);
        Files.writeString(folder.resolve("klaus.lock"), "");
        assertThat(state.vanished()).as("before the first start").isEmpty();
        Files.writeString(folder.resolve("secret.key"), "a key");
        Files.writeString(folder.resolve("klaus.db"), "");
        assertThat(state.vanished()).as("interrupted").isEmpty();

        Files.delete(folder.resolve("klaus.db"));
        assertThat(state.vanished())
                .hasValueSatisfying(
                        text -> assertThat(text).contains(folder.toString(), "secret.key", "restore a backup"));
        Files.writeString(folder.resolve("klaus.db"), "");
        Files.writeString(folder.resolve("klaus.lock"), "served");
        assertThat(state.vanished()).hasValueSatisfying(text -> assertThat(text).contains("klaus.lock"));
        Files.writeString(folder.resolve("klaus.db"), "a database");
        assertThat(state.vanished()).isEmpty();
    }

    @Test
    void aFileInItsPlaceIsRefused() throws IOException {
        var file = Files.writeString(folder.resolve("data"), "");

        assertThatExceptionOfType(UnusableDatabaseException.class)
                .isThrownBy(() -> new DataFolderState(file).require(false))
                .withMessageContaining("is not a folder")
                .withMessageContaining("KLAUS_DATA");
    }

    @Test
    void aFolderThatCannotBeMadeIsRefused() {
        // A place where not even root can make one.
        assumeThat(Path.of("/proc/self")).exists();

        assertThatExceptionOfType(UnusableDatabaseException.class)
                .isThrownBy(() -> new DataFolderState(Path.of("/proc/klaus/data")).require(false))
                .withMessageStartingWith(
                        "The data folder /proc/klaus/data does not exist, and cannot be created in /proc")
                .withMessageContaining("KLAUS_DATA");
    }

    @Test
    void aFolderThatIsInUseIsRefused() throws IOException {
        try (var lock = new DataFolderLock(folder)) {
            assertThat(lock).isNotNull();
            assertThatExceptionOfType(UnusableDatabaseException.class)
                    .isThrownBy(() -> new DataFolderState(folder).require(false))
                    .withMessageContaining("already running");
        }
    }
}
