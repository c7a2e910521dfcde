package org.sneakyklaus.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.mock.web.MockHttpServletRequest;

class ClientAddressTest {

    private final ClientAddress addresses =
            new ClientAddress(new TrustedProxies(List.of("10.0.0.0/8", " 2001:db8:ffff::1", "")));

    @Test
    void whoeverIsNoTrustedProxySpeaksForItselfAlone() {
        assertThat(client("192.0.2.1", "198.51.100.7")).isEqualTo("192.0.2.1");
        assertThat(new ClientAddress(new TrustedProxies(List.of())).of(request("127.0.0.1", "198.51.100.7")))
                .isEqualTo("127.0.0.1");
    }

    @Test
    void aTrustedProxySaysWhoCallsIt() {
        assertThat(client("10.1.2.3", "198.51.100.7")).isEqualTo("198.51.100.7");
        assertThat(client("2001:db8:ffff:0::1", "198.51.100.7")).isEqualTo("198.51.100.7");
        assertThat(client("10.1.2.3")).isEqualTo("10.1.2.3");
    }

    @Test
    void whatTheCallerSaidBeforeCountsForNothing() {
        assertThat(client("10.1.2.3", "203.0.113.1, 198.51.100.7")).isEqualTo("198.51.100.7");
        assertThat(client("10.1.2.3", "203.0.113.1", "198.51.100.7")).isEqualTo("198.51.100.7");
        assertThat(client("10.1.2.3", "10.9.9.9, 198.51.100.7")).isEqualTo("198.51.100.7");
    }

    @Test
    void proxiesBehindProxiesArePassedOver() {
        assertThat(client("10.1.2.3", "203.0.113.1,198.51.100.7 , 10.4.5.6")).isEqualTo("198.51.100.7");
        assertThat(client("10.1.2.3", "10.7.8.9, 10.4.5.6")).isEqualTo("10.7.8.9");
    }

    @Test
    void whatIsNoAddressEndsTheChain() {
        for (var nonsense :
                List.of("unknown", "", "_hidden", "999.1.1.1", "198.51.100.7:1234", "localhost", ":::", "1.2.3")) {
            assertThat(client("10.1.2.3", "198.51.100.7, " + nonsense))
                    .as(nonsense)
                    .isEqualTo("10.1.2.3");
        }
    }

    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aLongHeaderIsReadInOneGo() {
        var colons = ":".repeat(300_000);
        assertThat(client("10.1.2.3", colons + "g")).isEqualTo("10.1.2.3");
        assertThat(client("10.1.2.3", "a" + " ".repeat(300_000) + "b")).isEqualTo("10.1.2.3");
    }

    @Test
    void aClientOfIPv6IsItsNetwork() {
        assertThat(client("2001:db8:1:2:3:4:5:6")).isEqualTo(client("2001:db8:1:2::1"));
        assertThat(client("2001:db8:1:2::1")).isNotEqualTo(client("2001:db8:1:3::1"));
        assertThat(client("fe80::1%1")).isEqualTo(client("fe80::2"));
        assertThat(client("::ffff:192.0.2.1")).isEqualTo("192.0.2.1");
        assertThat(client("10.1.2.3", "2001:DB8:1:2::9")).isEqualTo(client("2001:db8:1:2::1"));
    }

    @Test
    void aProxyMustBeAnAddress() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrustedProxies(List.of("proxy.example.org")))
                .withMessageContaining("KLAUS_TRUSTED_PROXIES");
    }

    private String client(String peer, String... forwardedFor) {
        return addresses.of(request(peer, forwardedFor));
    }

    private static MockHttpServletRequest request(String peer, String... forwardedFor) {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr(peer);
        for (var header : forwardedFor) {
            request.addHeader("X-Forwarded-For", header);
        }
        return request;
    }
}
