package org.sneakyklaus.operation.backup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;

@Tag("once")
@IntegrationTest
@ExtendWith(OutputCaptureExtension.class)
class RestoreNoteIT {

    private final RestoreNote note;
    private final JdbcTemplate database;

    RestoreNoteIT(RestoreNote note, JdbcTemplate database) {
        this.note = note;
        this.database = database;
    }

    @Test
    void aRestoreIsToldAtTheFirstStartAfterItAndNotAgain(CapturedOutput output) {
        start();
        database.update("update installation set untold_restore = 'klaus-1.db', restored_at = 1000, restored_from = 0");

        start();
        start();

        assertThat(output.getAll().lines().filter(line -> line.contains("klaus-1.db")))
                .singleElement()
                .asString()
                .contains(
                        " INFO ",
                        "was restored at 1970-01-01T00:00:01Z from klaus-1.db, as of 1970-01-01T00:00:00Z",
                        " 0 emails");
        database.update("update installation set restored_at = null, restored_from = null");
    }

    private void start() {
        note.run(new DefaultApplicationArguments());
    }
}
