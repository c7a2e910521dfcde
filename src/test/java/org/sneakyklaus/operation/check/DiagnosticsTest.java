package org.sneakyklaus.operation.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sneakyklaus.database.InspectionDataSource;
import org.sneakyklaus.operation.check.Finding.Level;
import org.sneakyklaus.outbox.MailAnswer;
import org.sneakyklaus.outbox.MailConnectionCheck;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.support.MailCapture;
import org.sneakyklaus.support.SecretBox;
import org.sneakyklaus.support.SecretKey;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.context.support.StaticMessageSource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.mock.env.MockEnvironment;

/** What {@code check} finds before anything is served. */
class DiagnosticsTest {

    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    private final Path folder;
    private final AppProperties app;

    DiagnosticsTest(@TempDir Path folder) {
        this.folder = folder;
        this.app = app(folder);
    }

    @Test
    void aDataFolderThatIsMissingIsNoGoodOne() throws IOException {
        assertThat(new FolderDiagnostic(app(folder.resolve("misspelt")), new MockEnvironment()).findings())
                .first()
                .satisfies(finding -> assertThat(finding.level()).isEqualTo(Level.WARNING))
                .satisfies(finding -> assertThat(finding.text())
                        .contains("misspelt does not exist yet, and is made when it is needed", "KLAUS_DATA"));
        assertThat(folder).isEmptyDirectory();
        assertThat(new FolderDiagnostic(app, new MockEnvironment()).findings())
                .extracting(Finding::level)
                .containsOnly(Level.OK);
    }

    @Test
    void withPostgresqlADataFolderMayBeMissing() throws IOException {
        var environment =
                new MockEnvironment().withProperty("spring.datasource.url", "jdbc:postgresql://localhost/klaus");

        assertThat(new FolderDiagnostic(app(folder.resolve("unused")), environment).findings())
                .extracting(Finding::level)
                .containsOnly(Level.OK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw-r--r--", "rw----r--"})
    void aKeyThatOthersMayReadIsAWarning(String permissions) throws IOException {
        var key = key(permissions);

        assertThat(keyExamination().findings())
                .last()
                .hasToString(
                        "warning  secret key     Others may read its file (" + permissions + "): chmod 600 " + key);
    }

    @Test
    void aKeyThatOnlyItsOwnerReadsIsNone() throws IOException {
        key("rw-------");

        assertThat(keyExamination().findings())
                .noneMatch(finding -> finding.text().contains("chmod"));
    }

    @Test
    void aVariableThatNobodyKnowsIsAWarningWithoutWhatItHolds() {
        var environment = new StandardEnvironment();
        var name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
        environment
                .getPropertySources()
                .replace(name, new SystemEnvironmentPropertySource(name, Map.of("KLAUS_MAIL_FORM", "canary")));

        assertThat(new SettingsDiagnostic(app, environment).findings())
                .extracting(Finding::toString)
                .anyMatch(line -> line.matches("warning +configuration .*KLAUS_MAIL_FORM .*is KLAUS_MAIL_FROM meant.*"))
                .noneMatch(line -> line.contains("canary"));
    }

    @Test
    void withoutAWayToSendSomeExchangesCanStillBeOpened() {
        var connection = mock(MailConnectionCheck.class);
        when(connection.knock()).thenReturn(new MailAnswer("mailTest.accepted", "", List.of(), "", true, false, null));
        var capture = mock(MailCapture.class);
        when(capture.active()).thenReturn(true);

        assertThat(new MailDiagnostic(connection, capture, new StaticMessageSource()).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.level()).isEqualTo(Level.WARNING))
                .satisfies(finding -> assertThat(finding.text())
                        .contains("only exchanges with personal links for anyone can be opened"));
    }

    private static AppProperties app(Path data) {
        return new AppProperties(URI.create("https://klaus.example.org"), data, null);
    }

    private Path key(String permissions) throws IOException {
        var file = Files.writeString(SecretKey.file(app), KEY);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private KeyDiagnostic keyExamination() throws IOException {
        var beans = new StaticListableBeanFactory(
                Map.of("box", SecretKey.find(app, new MockEnvironment()).orElseThrow()));
        return new KeyDiagnostic(
                app,
                new MockEnvironment(),
                beans.getBeanProvider(SecretBox.class),
                new InspectionDataSource(new DriverManagerDataSource("jdbc:sqlite:" + folder.resolve("klaus.db"))));
    }
}
