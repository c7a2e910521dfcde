package org.sneakyklaus.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Tests that must leave no error in the log. */
@ExtendWith(OutputCaptureExtension.class)
public interface NoErrorLogged {

    @AfterEach
    default void nobodyIsCalledOutOfBed(CapturedOutput output) {
        assertThat(output.getAll().lines().filter(line -> line.contains(" ERROR ")))
                .isEmpty();
    }
}
