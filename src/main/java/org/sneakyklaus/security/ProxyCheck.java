package org.sneakyklaus.security;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/** Whether a proxy in front and the settings agree on how clients are told apart. */
@Component
public class ProxyCheck {

    /** What can be seen of a proxy by one request that came through it. */
    public enum Finding {
        /** Nothing: there is none, or it neither is trusted nor says anything. */
        NONE,
        /** It is trusted, but does not say who called it. */
        SILENT,
        TRUSTED,
        /** It says who called it, and does not count among those that are believed. */
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
