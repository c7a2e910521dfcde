package org.sneakyklaus.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the jar says that it is made of. The list is not made by a build without a network. */
class SupplyTest {

    private static final String COMPONENTS = "/META-INF/sbom/application.cdx.json";

    @BeforeAll
    static void theListIsThereUnlessTheBuildHadNoNetwork() {
        assumeThat(System.getenv("CI") != null || SupplyTest.class.getResource(COMPONENTS) != null)
                .isTrue();
    }

    @Test
    void itCarriesAListOfItsComponentsInReleasedVersions() throws IOException {
        var bom = new JsonMapper().readTree(resource(COMPONENTS));

        assertThat(bom.path("bomFormat").asString("")).isEqualTo("CycloneDX");
        assertThat(bom.path("components").valueStream().map(SupplyTest::name))
                .contains("org.xerial:sqlite-jdbc", "org.postgresql:postgresql", "com.resend:resend-java")
                .doesNotContain("org.junit.jupiter:junit-jupiter-api");
        assertThat(bom.path("components").valueStream())
                .allSatisfy(component -> assertThat(component.path("version").asString(""))
                        .as(name(component))
                        .isNotBlank()
                        .doesNotContain("SNAPSHOT"));
    }

    @Test
    void itCarriesTheLicenceOfEachOfThem() throws IOException {
        var bom = new JsonMapper().readTree(resource(COMPONENTS));
        var licences = new String(resource("/META-INF/THIRD-PARTY.txt"), StandardCharsets.UTF_8);

        assertThat(bom.path("components").valueStream().map(SupplyTest::name))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(licences).contains("(" + name + ":"));
        assertThat(licences).doesNotContainIgnoringCase("unknown license");
    }

    private static String name(JsonNode component) {
        return component.path("group").asString("") + ":"
                + component.path("name").asString("");
    }

    private static byte[] resource(String path) throws IOException {
        try (InputStream in = SupplyTest.class.getResourceAsStream(path)) {
            return Objects.requireNonNull(in, path).readAllBytes();
        }
    }
}
