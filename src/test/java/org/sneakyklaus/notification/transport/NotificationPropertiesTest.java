package org.sneakyklaus.notification.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sneakyklaus.support.AppProperties;

class NotificationPropertiesTest {

    @ParameterizedTest
    @ValueSource(strings = {"smtp", "resend", "Capture", "carrier pigeon"})
    void whatDoesNotExistStopsTheStart(String mail) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NotificationProperties(mail, ""))
                .withMessageContaining("KLAUS_MAIL ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"klaus", "a@x.test, b@x.test", "Klaus <klaus@>"})
    void aSenderThatIsNoAddressStopsTheStart(String mailFrom) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NotificationProperties("", mailFrom))
                .withMessageContaining("KLAUS_MAIL_FROM");
    }

    @Test
    void theSenderMayHaveAnyName() {
        var sender = new NotificationProperties("capture", "Nikoläuse <klaus@example.org>").sender();

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

        var capture = new TransportConfiguration(app).mailCapture(new NotificationProperties(mail, ""), app);

        assertThat(capture.active()).isTrue();
        assertThat(capture.wanted()).isEqualTo(wanted);
    }
}
