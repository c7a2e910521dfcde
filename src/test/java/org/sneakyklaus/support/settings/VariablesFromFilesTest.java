package org.sneakyklaus.support.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

@ExtendWith(OutputCaptureExtension.class)
class VariablesFromFilesTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void everyVariableCanBeReadFromAFile(Variable variable) throws IOException {
        var text = "pa${ss:x} word \\ #1 " + variable;
        var environment = new StandardEnvironment();
        var name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
        environment
                .getPropertySources()
                .replace(
                        name,
                        new SystemEnvironmentPropertySource(
                                name,
                                Map.of(
                                        variable.fileVariable(),
                                        file(text + "\r\n").toString())));

        new VariablesFromFiles().postProcessEnvironment(environment, new SpringApplication());

        assertThat(environment.getProperty(variable.name())).isEqualTo(text);
        if (variable.name().startsWith("SPRING_")) {
            assertThat(Binder.get(environment)
                            .bind(variable.property(), String.class)
                            .get())
                    .isEqualTo(text);
        }
    }

    @Test
    void whatAFileHoldsReachesTheSettings() throws IOException {
        var key = file("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n");

        var environment = Start.with(Map.of("KLAUS_SECRET_KEY_FILE", key.toString(), "KLAUS_SECRET_KEY", ""));

        assertThat(environment.getProperty("klaus.secret-key"))
                .isEqualTo("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
    }

    @Test
    void aWrongOneIsSaidWithTheFileAndWithoutTheSecret(CapturedOutput output) throws IOException {
        assertFails(Map.of("KLAUS_SECRET_KEY_FILE", file("canary").toString()));
        assertThat(output.getAll())
                .contains("\n\nKLAUS_SECRET_KEY must be 32 bytes in base64")
                .contains("(read from the file that KLAUS_SECRET_KEY_FILE names)")
                .doesNotContain("canary");
    }

    @Test
    void bothSetIsRefused(CapturedOutput output) throws IOException {
        assertFails(Map.of("RESEND_API_KEY_FILE", file("canary").toString(), "RESEND_API_KEY", "canary"));
        assertThat(output.getAll())
                .contains("\n\nRESEND_API_KEY and RESEND_API_KEY_FILE are both set: leave one out\n")
                .doesNotContain("canary");
    }

    @Test
    void aFileThatIsMissingOrEmptyOrNoFileIsRefusedAndAllAreNamed(CapturedOutput output) throws IOException {
        var missing = folder.resolve("missing");
        var noText = Files.write(folder.resolve("bytes"), new byte[] {(byte) 0xff, (byte) 0xfe});

        assertFails(Map.of(
                "KLAUS_SECRET_KEY_FILE", missing.toString(),
                "KLAUS_METRICS_TOKEN_FILE", file(" \n").toString(),
                "KLAUS_MAIL_FROM_FILE", folder.toString(),
                "SPRING_MAIL_PASSWORD_FILE", noText.toString()));

        assertThat(output.getAll())
                .contains("KLAUS_SECRET_KEY_FILE must name a file that holds KLAUS_SECRET_KEY, for example"
                        + " /run/secrets/klaus.secret-key; \"" + missing + "\" does not exist")
                .contains("KLAUS_METRICS_TOKEN_FILE must name a file that holds", "is empty")
                .contains("KLAUS_MAIL_FROM_FILE must name a file that holds", "\"" + folder + "\" cannot be read")
                .contains("SPRING_MAIL_PASSWORD_FILE must name a file that holds", "is not text in UTF-8");
    }

    @Test
    void aFileThatIsFarTooLongIsRefusedHoweverLongItIs(CapturedOutput output) throws IOException {
        assertFails(Map.of(
                "KLAUS_SECRET_KEY_FILE",
                "/dev/zero",
                "KLAUS_MAIL_FROM_FILE",
                file("a".repeat(64 * 1024 + 1)).toString()));

        assertThat(output.getAll())
                .contains(
                        "KLAUS_SECRET_KEY_FILE must name a file that holds KLAUS_SECRET_KEY",
                        "\"/dev/zero\" is longer than 64 KiB")
                .contains("KLAUS_MAIL_FROM_FILE must name a file that holds KLAUS_MAIL_FROM");
    }

    @Test
    void filesOfOthersAreLeftAlone() {
        Start.with(Map.of("FOO_FILE", "/nowhere", "KLAUS_FILE", "/nowhere", "SPRING_FILE", "/nowhere"));
    }

    private static void assertFails(Map<String, String> variables) {
        assertThatException().isThrownBy(() -> Start.with(variables)).isInstanceOf(WrongSettings.class);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "setting", ""), text);
    }
}
