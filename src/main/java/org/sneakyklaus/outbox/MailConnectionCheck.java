package org.sneakyklaus.outbox;

import java.time.Duration;
import org.sneakyklaus.outbox.transport.MailRoute;
import org.sneakyklaus.outbox.transport.MailTransport;
import org.sneakyklaus.outbox.transport.TransportException;
import org.springframework.stereotype.Component;

/** Checks whether emails could leave, without sending one. */
@Component
public class MailConnectionCheck {

    private final MailTransport transport;
    private final MailRoute route;

    MailConnectionCheck(MailTransport transport, MailRoute route) {
        this.transport = transport;
        this.route = route;
    }

    /** Returns the transport and its server, without secrets. */
    public String way() {
        return route.sends() ? route.transport() + " (" + route.host() + ":" + route.port() + ")" : route.transport();
    }

    /** Connects, and signs in if the transport does. Blocks until the answer is known, for half a minute at most. */
    public MailAnswer knock() {
        var begin = System.nanoTime();
        try {
            transport.knock();
            return MailAnswer.of(null, "", since(begin), null, route);
        } catch (TransportException e) {
            return MailAnswer.of(e.reason(), e.getMessage(), since(begin), null, route);
        } finally {
            transport.rest();
        }
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
