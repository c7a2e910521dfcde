package org.sneakyklaus.outbox.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.support.DemoMode;

class MailSettingsTest {

    private static final URI RESEND = URI.create("https://api.resend.com");

    @ParameterizedTest
    @CsvSource({
        "'', '', '', capture",
        "'', re_1, '', resend",
        "'', '', mail.test, smtp",
        "capture, re_1, mail.test, capture",
        "resend, re_1, mail.test, resend",
        "smtp, re_1, mail.test, smtp"
    })
    void whatIsConfiguredIsUsedAndTheNameDecidesBetweenTwo(
            String mail, String apiKey, String smtpHost, String transport) {
        assertThat(Settings.of(mail, Settings.FROM, apiKey, smtpHost, null).transport())
                .isEqualTo(transport);
    }

    @ParameterizedTest
    @CsvSource({
        "'', re_canary, mail.test, KLAUS_MAIL must choose between RESEND_API_KEY and SPRING_MAIL_HOST",
        "resend, '', mail.test, RESEND_API_KEY",
        "smtp, re_canary, '', SPRING_MAIL_HOST",
        "Capture, re_canary, '', KLAUS_MAIL ",
        "carrier pigeon, '', '', KLAUS_MAIL "
    })
    void whatCannotBeUsedStopsTheStartAndIsNamedWithoutTheKey(
            String mail, String apiKey, String smtpHost, String named) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.of(mail, Settings.FROM, apiKey, smtpHost, null))
                .withMessageContaining(named)
                .withMessageNotContaining("canary");
    }

    @ParameterizedTest
    @CsvSource({"resend, re_1, ''", "smtp, '', mail.test", "'', re_1, ''"})
    void whereMailIsSentASenderIsRequired(String mail, String apiKey, String smtpHost) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.of(mail, " ", apiKey, smtpHost, null))
                .withMessageContaining("KLAUS_MAIL_FROM is required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"klaus", "a@x.test, b@x.test", "Klaus <klaus@>", "a@x.test\r\nBcc: b@x.test"})
    void aSenderOrAnswerAddressThatIsNoneStopsTheStart(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.of("", address, "", "", null))
                .withMessageContaining("KLAUS_MAIL_FROM");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MailSettings("", "", address, 2, null, resend("", RESEND), ""))
                .withMessageContaining("KLAUS_MAIL_REPLY_TO");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 1001, Double.NaN})
    void aRateThatIsNoneStopsTheStart(double rate) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MailSettings("", "", "", rate, null, resend("", RESEND), ""))
                .withMessageContaining("KLAUS_MAIL_RATE");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -5})
    void aDailyLimitOfNothingStopsTheStart(int limit) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.of("", "", "", "", limit))
                .withMessageContaining("KLAUS_MAIL_DAILY_LIMIT");
    }

    @Test
    void aKeyOrAnAddressThatCannotBeUsedStopsTheStart() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.of("", Settings.FROM, "re_canary\nHost: x", "", null))
                .withMessageContaining("RESEND_API_KEY")
                .withMessageNotContaining("canary");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.resend(URI.create("ftp://x.test")))
                .withMessageContaining("RESEND_BASE_URL");
    }

    @Test
    void theKeyIsNotPrinted() {
        var properties = Settings.of("", Settings.FROM, " re_canary\n", "", null);

        assertThat(properties.resend().apiKey()).isEqualTo("re_canary");
        assertThat(properties.toString() + properties.resend()).doesNotContain("canary");
    }

    @Test
    void theSenderMayHaveAnyName() {
        var sender = Settings.of("capture", "Nikoläuse <klaus@example.org>", "", "", null)
                .sender();

        assertThat(sender.getAddress()).isEqualTo("klaus@example.org");
        assertThat(sender.getPersonal()).isEqualTo("Nikoläuse");
        assertThat(sender.toString()).isASCII();
    }

    @ParameterizedTest
    @CsvSource({
        "'', http://localhost:8080, true",
        "'', http://127.0.0.1:8080, true",
        "'', http://[::1]:8080, true",
        "'', https://klaus.example.org, false",
        "capture, https://klaus.example.org, true"
    })
    void captureMustBeAskedForWhereOthersReachTheSite(String mail, URI publicUrl, boolean wanted) {
        var app = new AppProperties(publicUrl, Path.of("data"), null);

        var capture = new TransportConfiguration(app, new DemoMode(false))
                .mailCapture(Settings.of(mail, "", "", "", null), app);

        assertThat(capture.active()).isTrue();
        assertThat(capture.wanted()).isEqualTo(wanted);
    }

    @Test
    void nothingIsCapturedWhereMailIsSent() {
        var app = new AppProperties(URI.create("https://klaus.example.org"), Path.of("data"), null);
        var configuration = new TransportConfiguration(app, new DemoMode(false));

        assertThat(configuration.mailCapture(Settings.smtp(), app).active()).isFalse();
        assertThat(configuration.sendingLimits(Settings.smtp())).isEqualTo(new SendingLimits(2.0, null));
        assertThat(configuration.sendingLimits(Settings.capture())).isEqualTo(SendingLimits.NONE);
    }

    private static MailSettings.Resend resend(String apiKey, URI baseUrl) {
        return new MailSettings.Resend(apiKey, baseUrl);
    }
}
