package org.sneakyklaus.notification.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.SocketFactory;

/**
 * Makes the connections to the SMTP server, and breaks them when a conversation takes too long as a whole: the time-outs
 * of Jakarta Mail are for one read each, so a server that answers a byte now and then would hold one for ever.
 */
final class SmtpSockets extends SocketFactory {

    /** A conversation that must end in time. */
    interface Deadline extends AutoCloseable {

        /** Whether the connection was broken since the time was up. */
        boolean isMissed();

        @Override
        void close();
    }

    private final Duration whole;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "smtp-deadline");
        thread.setDaemon(true);
        return thread;
    });

    /** @param whole how long a conversation about one e-mail may take */
    SmtpSockets(Duration whole) {
        this.whole = whole;
    }

    Deadline begin() {
        var missed = new AtomicBoolean();
        var watching = watch.schedule(
                () -> {
                    missed.set(true);
                    closeAll();
                },
                whole.toMillis(),
                TimeUnit.MILLISECONDS);
        return new Deadline() {
            @Override
            public boolean isMissed() {
                return missed.get();
            }

            @Override
            public void close() {
                watching.cancel(false);
            }
        };
    }

    private void closeAll() {
        for (var socket : open) {
            try {
                socket.close();
            } catch (IOException e) {
                // Then it is closed.
            }
        }
        open.clear();
    }

    @Override
    public Socket createSocket() {
        open.removeIf(Socket::isClosed);
        var socket = new Socket();
        open.add(socket);
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw connectsItself();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw connectsItself();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw connectsItself();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        throw connectsItself();
    }

    private static UnsupportedOperationException connectsItself() {
        return new UnsupportedOperationException("Jakarta Mail connects by itself, with its time-out");
    }
}
