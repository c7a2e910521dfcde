package org.sneakyklaus.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderLockTest {

    @TempDir
    private Path folder;

    @Test
    void aSecondOneOnTheSameFolderIsRefusedAndToldWhy() throws IOException {
        var data = folder.resolve("data");

        try (var first = new DataFolderLock(data)) {
            assertThat(first).isNotNull();
            assertThatIllegalStateException()
                    .isThrownBy(() -> new DataFolderLock(data))
                    .withMessageContaining("already running")
                    .withMessageContaining(data.toString())
                    .withMessageContaining("KLAUS_DATA");
        }
    }

    @Test
    void aClosedOneIsOutOfTheWay() throws IOException {
        new DataFolderLock(folder).close();

        try (var second = new DataFolderLock(folder)) {
            assertThat(second).isNotNull();
        }
    }

    @Test
    void foldersDoNotDisturbEachOther() throws IOException {
        try (var one = new DataFolderLock(folder.resolve("one"));
                var two = new DataFolderLock(folder.resolve("two"))) {
            assertThat(one).isNotSameAs(two);
        }
    }

    @Test
    void whoeverAsksLearnsThatNobodyHoldsItAndLeavesNothing() throws IOException {
        assertThat(DataFolderLock.isHeld(folder)).isFalse();
        assertThat(folder).isEmptyDirectory();

        new DataFolderLock(folder).close();

        assertThat(DataFolderLock.isHeld(folder)).isFalse();
    }
}
