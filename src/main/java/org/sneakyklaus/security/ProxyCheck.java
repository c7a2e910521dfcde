package org.sneakyklaus.security;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/** Checks whether a proxy in front and the settings agree on how to identify clients. */
@Component
public class ProxyCheck {

    /** What a single request reveals about a proxy that forwarded it. */
    public enum Finding {
        /** No proxy is visible: there is none, or it is neither trusted nor reports a client. */
        NONE,
        /** The proxy is trusted but does not report the client. */
        SILENT,
        TRUSTED,
        /** The proxy reports the client but is not trusted. */
        UNTRUSTED
    }

    private final ClientAddress clients;

    ProxyCheck(ClientAddress clients) {
        this.clients = clients;
    }

    public Finding of(HttpServletRequest request) {
        var says = request.getHeader(ClientAddress.FORWARDED_FOR) != null;
        if (clients.isOfTrustedProxy(request)) {
            return says ? Finding.TRUSTED : Finding.SILENT;
        }
        return says ? Finding.UNTRUSTED : Finding.NONE;
    }
}
