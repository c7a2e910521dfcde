package org.sneakyklaus.webhook;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.support.DemoMode;
import org.sneakyklaus.support.RuleViolation;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.stereotype.Component;

/**
 * Decides where webhooks may be sent, so that they do not reach what only this machine can reach: to public addresses
 * by https, and to private ones that the operator lists. Of a demo, to none.
 *
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">Special-purpose IPv4 addresses</a>
 * @see <a href="https://www.iana.org/assignments/iana-ipv6-special-registry">Special-purpose IPv6 addresses</a>
 */
@Component
class AllowedAddresses {

    private static final int LONGEST = 1000;
    private static final int LEAST_FREE_PORT = 1024;
    private static final List<Integer> WEB_PORTS = List.of(80, 443);

    private static final List<IpAddressMatcher> SPECIAL = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    // Azure's own services, from within
                    "168.63.129.16/32",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/3",
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16",
                    "3fff::/20")
            .map(IpAddressMatcher::new)
            .toList();

    /** All others of IPv6 are not assigned, or have a special purpose. */
    private static final IpAddressMatcher GLOBAL_IPV6 = new IpAddressMatcher("2000::/3");

    private final WebhookProperties properties;
    private final Dns names;
    private final boolean demo;

    AllowedAddresses(WebhookProperties properties, Dns names, DemoMode mode) {
        this.properties = properties;
        this.names = names;
        this.demo = mode.demo();
    }

    /** Returns whether none is allowed, so that not even a name may be looked up. */
    boolean isNone() {
        return demo;
    }

    /** Returns whether a connection to it is allowed. Asked at every connection: a name may lead elsewhere by then. */
    boolean allows(InetAddress address) {
        return properties.include(address) || isPublic(address);
    }

    /** Returns whether a connection to it without TLS is allowed. */
    boolean allowsUnencrypted(InetAddress address) {
        return properties.include(address);
    }

    /**
     * Reads a typed address.
     *
     * @throws RuleViolation on the field {@code url}, with the reason, if it is none or may not be used
     */
    HttpUrl require(String typed) {
        if (demo) {
            throw refused("webhook.url.demo");
        }
        var text = typed.strip();
        var url = text.length() > LONGEST ? null : HttpUrl.parse(text);
        // As it is stored: what is not ASCII takes up to nine characters there.
        if (text.length() > LONGEST || (url != null && url.toString().length() > LONGEST)) {
            throw refused("webhook.url.long");
        }
        if (url == null) {
            throw refused("webhook.url.wrong");
        }
        if (!url.encodedUsername().isEmpty() || !url.encodedPassword().isEmpty()) {
            throw refused("webhook.url.credentials");
        }
        if (url.port() < LEAST_FREE_PORT && !WEB_PORTS.contains(url.port())) {
            throw refused("webhook.url.port");
        }
        var addresses = resolved(url.host());
        if (addresses == null) {
            throw refused("webhook.url.unknown");
        }
        if (!addresses.stream().allMatch(this::allows)) {
            throw refused("webhook.url.private");
        }
        if (!url.isHttps() && !addresses.stream().allMatch(this::allowsUnencrypted)) {
            throw refused("webhook.url.http");
        }
        return url;
    }

    private @Nullable List<InetAddress> resolved(String host) {
        try {
            return names.lookup(host);
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private static boolean isPublic(InetAddress address) {
        // An IPv6 address with a zone is of a link, and the matcher does not read it.
        if (address instanceof Inet6Address six
                && (six.getScopeId() != 0 || !GLOBAL_IPV6.matches(six.getHostAddress()))) {
            return false;
        }
        return !address.isAnyLocalAddress()
                && !address.isLoopbackAddress()
                && !address.isLinkLocalAddress()
                && !address.isSiteLocalAddress()
                && !address.isMulticastAddress()
                && SPECIAL.stream().noneMatch(range -> range.matches(address.getHostAddress()));
    }

    private static RuleViolation refused(String key) {
        return RuleViolation.onField("url", key);
    }
}
