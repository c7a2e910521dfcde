package org.sneakyklaus.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    private Path folder;

    @Test
    void aFileInAFolderThatIsOpenToOthersIsForItsOwnerAlone() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        var file = folder.resolve("klaus.db");

        DataFolder.createFile(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void whatIsThereStaysAsItIs() throws IOException {
        var file = Files.writeString(folder.resolve("klaus.db"), "people");

        DataFolder.createFile(file);

        assertThat(file).hasContent("people");
    }
}
