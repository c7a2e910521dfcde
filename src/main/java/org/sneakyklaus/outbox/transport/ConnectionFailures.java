package org.sneakyklaus.outbox.transport;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.outbox.transport.TransportException.Reason;

/** Derives from an exception why a connection failed or broke. */
final class ConnectionFailures {

    // In this order: some wrap others, and an HTTP timeout comes wrapped in a failure to connect.
    private static final List<Map.Entry<Class<? extends Exception>, Reason>> REASONS = List.of(
            Map.entry(UnknownHostException.class, Reason.HOST_UNKNOWN),
            Map.entry(UnresolvedAddressException.class, Reason.HOST_UNKNOWN),
            Map.entry(CertificateException.class, Reason.CERTIFICATE),
            Map.entry(SSLException.class, Reason.ENCRYPTION),
            Map.entry(SocketTimeoutException.class, Reason.NO_ANSWER),
            Map.entry(HttpTimeoutException.class, Reason.NO_ANSWER),
            Map.entry(NoRouteToHostException.class, Reason.NO_CONNECTION),
            Map.entry(ConnectException.class, Reason.CONNECTION_REFUSED));

    private ConnectionFailures() {}

    static Reason reason(@Nullable Throwable failure) {
        return REASONS.stream()
                .filter(known -> causes(failure).anyMatch(known.getKey()::isInstance))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(Reason.NO_CONNECTION);
    }

    private static Stream<Throwable> causes(@Nullable Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, cause -> cause.getCause());
    }
}
