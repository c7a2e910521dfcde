package org.sneakyklaus.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Identifies clients by address: that of the connection or, if a trusted proxy made the connection, the one that the
 * proxy reports. Other senders could claim any address.
 */
@Component
class ClientAddress {

    static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final String BYTE = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    /** Matches only what {@link InetAddress} reads without DNS. */
    private static final Pattern LITERAL =
            Pattern.compile(BYTE + "(\\." + BYTE + "){3}|[0-9a-fA-F.]*+:[0-9a-fA-F:.]*+");
    // Anyone with an IPv6 address controls at least its /64 network.
    private static final int NETWORK_BYTES = 8;

    private final TrustedProxies proxies;

    ClientAddress(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    /** Returns the same text for all requests of a client; an IPv6 client is its /64 network. */
    String of(HttpServletRequest request) {
        var address = parsed(request.getRemoteAddr());
        for (var further : forwardedFor(request)) {
            // Only what a trusted proxy reports is read at all.
            var caller = address.filter(this::isTrusted).flatMap(trusted -> parsed(further));
            if (caller.isEmpty()) {
                break;
            }
            address = caller;
        }
        return address.map(ClientAddress::network).orElse("");
    }

    /** Returns whether a trusted proxy made the connection. */
    boolean isOfTrustedProxy(HttpServletRequest request) {
        return parsed(request.getRemoteAddr()).filter(this::isTrusted).isPresent();
    }

    private boolean isTrusted(InetAddress address) {
        return proxies.include(address.getHostAddress());
    }

    /** Returns the reported addresses, the nearest first: each proxy appends the address that called it. */
    private static List<String> forwardedFor(HttpServletRequest request) {
        var all = String.join(",", Collections.list(request.getHeaders(FORWARDED_FOR)));
        var entries = Arrays.asList(all.split(",", -1));
        Collections.reverse(entries);
        return entries.stream().map(String::strip).toList();
    }

    private static Optional<InetAddress> parsed(@Nullable String text) {
        // A link-local address includes the interface.
        var address = Objects.requireNonNullElse(text, "").replaceFirst("%.*", "");
        if (!LITERAL.matcher(address).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(address));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static String network(InetAddress address) {
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(address.getAddress(), 0, NETWORK_BYTES)
                : address.getHostAddress();
    }
}
