package org.sneakyklaus.outbox.transport;

import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/** Creates sockets for clients that connect them, with their timeout. */
public abstract class UnconnectedSockets extends SocketFactory {

    @Override
    public abstract Socket createSocket();

    @Override
    public final Socket createSocket(String host, int port) {
        throw connectsItself();
    }

    @Override
    public final Socket createSocket(String host, int port, @Nullable InetAddress local, int localPort) {
        throw connectsItself();
    }

    @Override
    public final Socket createSocket(InetAddress host, int port) {
        throw connectsItself();
    }

    @Override
    public final Socket createSocket(InetAddress address, int port, @Nullable InetAddress local, int localPort) {
        throw connectsItself();
    }

    private static UnsupportedOperationException connectsItself() {
        return new UnsupportedOperationException("The client connects the socket, with its timeout");
    }
}
