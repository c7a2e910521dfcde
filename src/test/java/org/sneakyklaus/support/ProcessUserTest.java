package org.sneakyklaus.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ProcessUserTest {

    private static final Path SELF = Path.of("/proc/self");

    @Test
    void aUserWithANameIsNamed() {
        assertThat(ProcessUser.name("klaus", SELF)).isEqualTo("klaus");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aUserWithoutANameIsNumbered(@TempDir Path folder) throws IOException {
        var own = Files.createFile(folder.resolve("own"));

        assertThat(ProcessUser.name("?", SELF)).isEqualTo(String.valueOf(Files.getAttribute(own, "unix:uid")));
    }

    @Test
    void withoutANumberNothingFails(@TempDir Path folder) {
        assertThat(ProcessUser.name("?", folder.resolve("missing"))).isEqualTo("?");
    }
}
