package org.sneakyklaus.database;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.TransientDataAccessResourceException;

class DeletedRemainsTest {

    /** Else no one could leave, and nothing would be purged, on PostgreSQL beside a folder that cannot be written. */
    @Test
    void whatCannotBeRecordedStopsADeletionOnlyWhereTheFileKeepsIt(@TempDir Path folder) throws IOException {
        var noFolder = Files.createFile(folder.resolve("data"));

        assertThatNoException().isThrownBy(remains(noFolder, false)::expect);
        assertThatExceptionOfType(TransientDataAccessResourceException.class)
                .isThrownBy(remains(noFolder, true)::expect);
    }

    private static DeletedRemains remains(Path data, boolean required) {
        return new DeletedRemains(data, required, () -> {}, () -> true);
    }
}
