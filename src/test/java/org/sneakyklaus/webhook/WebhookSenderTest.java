package org.sneakyklaus.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.Dns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.support.DemoMode;
import org.sneakyklaus.webhook.WebhookSender.Answer;
import org.sneakyklaus.webhook.WebhookSender.RefusedAddressException;

/** What a receiver can do to us, and what it cannot. */
class WebhookSenderTest {

    private static final Duration WHOLE = Duration.ofMillis(500);

    private final WebhookReceiver receiver = new WebhookReceiver();

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void aRedirectIsAnAnswerLikeAnyOther() throws IOException {
        try (var other = new WebhookReceiver()) {
            receiver.next(WebhookReceiver.status(307, "Location", other.url()));

            assertThat(post(sender("127.0.0.1"), receiver.url()).status()).isEqualTo(307);

            assertThat(other.received()).isEmpty();
        }
    }

    @Test
    void aNameThatLeadsElsewhereTheSecondTimeIsRefusedAtTheConnection() throws UnknownHostException {
        Queue<String> turns = new ArrayDeque<>(List.of("93.184.215.14", "127.0.0.1"));
        Dns rebinding = host -> List.of(InetAddress.getByName(turns.remove()));
        var allowed = new AllowedAddresses(new WebhookProperties(List.of()), rebinding, new DemoMode(false));
        var address = "https://rebind.example.org:" + receiver.port() + "/";
        allowed.require(address);

        assertThatThrownBy(() -> post(new WebhookSender(allowed, rebinding, Clock.systemUTC(), WHOLE), address))
                .isInstanceOf(RefusedAddressException.class);

        assertThat(turns).isEmpty();
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void anAddressThatIsNoLongerAllowedIsRefusedInWhateverFormItIs() {
        for (var host : List.of("127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "2130706433", "127.1")) {
            assertThatThrownBy(() -> post(sender("10.0.0.0/8"), "http://" + host + ":" + receiver.port() + "/"))
                    .as(host)
                    .isInstanceOf(RefusedAddressException.class);
        }
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void withoutTlsOnlyWhatTheOperatorListsIsReached() throws UnknownHostException {
        Dns names = host -> List.of(InetAddress.getByName("93.184.215.14"));
        var allowed = new AllowedAddresses(new WebhookProperties(List.of("127.0.0.1")), names, new DemoMode(false));

        assertThatThrownBy(() ->
                        post(new WebhookSender(allowed, names, Clock.systemUTC(), WHOLE), "http://nas.example.org/"))
                .isInstanceOf(RefusedAddressException.class);
    }

    @Test
    void anAnswerThatAsksForItAtOnceIsNotRepeatedUnasked() throws IOException {
        receiver.next(WebhookReceiver.status(503, "Retry-After", "0"));

        assertThat(post(sender("127.0.0.1"), receiver.url()).status()).isEqualTo(503);

        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void anAnswerThatNeverEndsIsReadInPart() throws IOException {
        receiver.next(WebhookReceiver.pour(200));

        assertThat(post(sender("127.0.0.1"), receiver.url()).isAccepted()).isTrue();
    }

    @Test
    void oneThatDripsCountsByItsStatus() throws IOException {
        receiver.next(receiver.drip(200));

        assertThat(post(sender("127.0.0.1"), receiver.url()).isAccepted()).isTrue();
    }

    @Test
    void oneWhoseBeginningDripsIsNotWaitedForLong() throws IOException {
        var closing = new CountDownLatch(1);
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var dripping = new Thread(() -> {
                try (var connection = server.accept();
                        var answer = connection.getOutputStream()) {
                    answer.write("HTTP/1.1 200 OK\r\nX: ".getBytes(StandardCharsets.UTF_8));
                    while (!closing.await(50, TimeUnit.MILLISECONDS)) {
                        answer.write('x');
                    }
                } catch (IOException | InterruptedException e) {
                    // the sender has gone
                }
            });
            dripping.start();

            assertThatThrownBy(() -> post(sender("127.0.0.1"), "http://127.0.0.1:" + server.getLocalPort() + "/"))
                    .isInstanceOf(InterruptedIOException.class);
        } finally {
            closing.countDown();
        }
    }

    @Test
    void oneThatNeverComesIsNotWaitedForLong() {
        receiver.next(receiver.hang());

        assertThatThrownBy(() -> post(sender("127.0.0.1"), receiver.url())).isInstanceOf(InterruptedIOException.class);
    }

    @Test
    void aReceiverMayAskToWait() throws IOException {
        receiver.next(WebhookReceiver.status(429, "Retry-After", "120"));

        assertThat(post(sender("127.0.0.1"), receiver.url()).retryAfter()).contains(Duration.ofMinutes(2));
    }

    private static WebhookSender sender(String range) {
        var names = Dns.SYSTEM;
        var allowed = new AllowedAddresses(new WebhookProperties(List.of(range)), names, new DemoMode(false));
        return new WebhookSender(allowed, names, Clock.systemUTC(), WHOLE);
    }

    private static Answer post(WebhookSender sender, String url) throws IOException {
        return sender.post(url, Map.of("Content-Type", "text/plain"), "x".getBytes(StandardCharsets.UTF_8));
    }
}
