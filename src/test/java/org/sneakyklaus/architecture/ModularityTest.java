package org.sneakyklaus.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.SneakyKlausApplication;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;

class ModularityTest {

    private static final ApplicationModules MODULES =
            ApplicationModules.of(SneakyKlausApplication.class, new WrittenByHand());

    @Test
    void modulesKnowOnlyWhomTheyDeclare() {
        MODULES.verify();
    }

    @Test
    void theTableOfTheModulesSaysWhatTheyDeclare() throws IOException {
        var declared = MODULES.stream()
                .map(module -> module.getIdentifier().toString())
                .map(name -> "| %d | `%s` | %s |"
                        .formatted(level(name), name, imports(name).isEmpty() ? "–" : String.join(", ", imports(name))))
                .toList();
        var table = Files.readAllLines(Path.of("docs", "architecture.md")).stream()
                .filter(line -> line.matches("\\| \\d+ \\| `.*"))
                .map(line -> line.substring(0, line.lastIndexOf(" | ") + 2))
                .toList();

        assertThat(table).containsExactlyInAnyOrderElementsOf(declared);
    }

    /** One above the highest level imported. */
    private static int level(String module) {
        return imports(module).stream()
                .mapToInt(other -> level(other) + 1)
                .max()
                .orElse(0);
    }

    private static List<String> imports(String module) {
        return Stream.of(MODULES.getModuleByName(module)
                        .orElseThrow()
                        .getBasePackage()
                        .getAnnotation(ApplicationModule.class)
                        .orElseThrow()
                        .allowedDependencies())
                .filter(name -> !name.contains("::"))
                .toList();
    }

    @Test
    void theDiagramOfTheModulesIsDrawnFromTheCode() {
        new Documenter(MODULES).writeModulesAsPlantUml().writeIndividualModulesAsPlantUml();

        assertThat(Path.of("target", "spring-modulith-docs", "components.puml"))
                .content()
                .contains("Exchange");
    }
}
