package org.sneakyklaus.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import okhttp3.Dns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sneakyklaus.support.DemoMode;
import org.sneakyklaus.support.RuleViolation;

/** Nobody reaches by a webhook what only this machine reaches. */
class AllowedAddressesTest {

    private static final Dns NAMES = host -> switch (host) {
        case "hooks.example.org" -> List.of(InetAddress.getByName("93.184.215.14"));
        case "both.example.org" -> List.of(InetAddress.getByName("93.184.215.14"), InetAddress.getByName("10.0.0.7"));
        case "nas.example.org" -> List.of(InetAddress.getByName("192.168.1.10"));
        default -> {
            if (host.endsWith(".example.org")) {
                throw new UnknownHostException(host);
            }
            yield List.of(InetAddress.getAllByName(host));
        }
    };

    private final AllowedAddresses allowed =
            new AllowedAddresses(new WebhookProperties(List.of()), NAMES, new DemoMode(false));
    private final AllowedAddresses withNetwork = new AllowedAddresses(
            new WebhookProperties(List.of("192.168.1.0/24", " fd00::/8")), NAMES, new DemoMode(false));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "127.0.0.1",
                "127.1.2.3",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.168.0.1",
                "198.18.0.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::127.0.0.1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::ffff:a9fe:a9fe",
                "64:ff9b::7f00:1",
                "64:ff9b::a00:1",
                "2002:7f00:1::1",
                "2002:a00:1::",
                "2001:0:4136:e378::1",
                "fc00::1",
                "fd12:3456::1",
                "fe80::1",
                "fe80::1%1",
                "fec0::1",
                "ff02::1",
                "168.63.129.16",
                "3fff::1",
                "5f00::1",
                "4000::1",
                "100:0:0:1::1",
                "::ffff:0:10.0.0.1"
            })
    void whatIsPrivateIsRefused(String address) throws UnknownHostException {
        assertThat(allowed.allows(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"93.184.215.14", "1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"
            })
    void whatIsPublicIsNot(String address) throws UnknownHostException {
        assertThat(allowed.allows(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void theOperatorCanAllowPrivateNetworks() throws UnknownHostException {
        assertThat(withNetwork.allows(InetAddress.getByName("192.168.1.10"))).isTrue();
        assertThat(withNetwork.allows(InetAddress.getByName("fd00::10"))).isTrue();
        assertThat(withNetwork.allows(InetAddress.getByName("192.168.2.10"))).isFalse();
        assertThat(withNetwork.require("http://nas.example.org/hook").toString())
                .isEqualTo("http://nas.example.org/hook");
        assertThat(withNetwork.require("https://192.168.1.10:8443/").host()).isEqualTo("192.168.1.10");
    }

    @ParameterizedTest
    @CsvSource({
        "'', webhook.url.wrong",
        "hooks.example.org/abc, webhook.url.wrong",
        "ftp://hooks.example.org/, webhook.url.wrong",
        "javascript:alert(1), webhook.url.wrong",
        "https://, webhook.url.wrong",
        "https://user@hooks.example.org/, webhook.url.credentials",
        "https://user:word@hooks.example.org/, webhook.url.credentials",
        "https://hooks.example.org:22/, webhook.url.port",
        "https://hooks.example.org:25/, webhook.url.port",
        "https://nowhere.example.org/, webhook.url.unknown",
        "https://nas.example.org/, webhook.url.private",
        "https://both.example.org/, webhook.url.private",
        "https://127.0.0.1/, webhook.url.private",
        "https://localhost/, webhook.url.private",
        "https://2130706433/, webhook.url.private",
        "https://127.1/, webhook.url.private",
        "https://0/, webhook.url.private",
        "https://[::1]/, webhook.url.private",
        "https://[::ffff:127.0.0.1]/, webhook.url.private",
        "https://[::ffff:7f00:1]/, webhook.url.private",
        "https://[fd00::1]/, webhook.url.private",
        "https://169.254.169.254/latest/meta-data, webhook.url.private",
        "http://hooks.example.org/abc, webhook.url.http"
    })
    void theFormSaysWhy(String typed, String key) {
        assertThat(refused(typed)).isEqualTo(key);
    }

    /** What one program reads as octal or hexadecimal, another reads as decimal: none of it leads to this machine. */
    @ParameterizedTest
    @ValueSource(
            strings = {"https://0177.0.0.1/", "https://0x7f.0.0.1/", "https://0x7f000001/", "https://017700000001/"})
    void unusualFormsOfAnAddressLeadNowherePrivate(String typed) {
        var names = Dns.SYSTEM;
        var system = new AllowedAddresses(new WebhookProperties(List.of()), names, new DemoMode(false));
        var violation = catchThrowableOfType(RuleViolation.class, () -> system.require(typed));

        if (violation == null) {
            assertThat(system.require(typed).host()).isNotIn("127.0.0.1", "localhost");
        } else {
            assertThat(violation.getMessage())
                    .isIn("webhook.url.private", "webhook.url.unknown", "webhook.url.wrong", "webhook.url.port");
        }
    }

    @Test
    void anAddressHasAtMostAThousandCharacters() {
        assertThat(refused("https://hooks.example.org/" + "x".repeat(2000))).isEqualTo("webhook.url.long");
        assertThat(allowed.require(" https://hooks.example.org/" + "x".repeat(900) + " ")
                        .pathSegments())
                .hasSize(1);
    }

    private String refused(String typed) {
        var violation = catchThrowableOfType(RuleViolation.class, () -> allowed.require(typed));
        assertThat(violation).as(typed).isNotNull();
        assertThat(violation.field()).isEqualTo("url");
        return String.valueOf(violation.getMessage());
    }
}
