package org.sneakyklaus.outbox.transport;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes the connections of one conversation after the other with an SMTP server, and limits what Jakarta Mail does not:
 * how long a conversation takes as a whole, since its time-outs are for one read each, and how much the server says
 * before it is its turn to listen, since an answer is read to its end, however long that is.
 */
final class SmtpSockets extends SocketFactory {

    // A hundred times what RFC 5321 grants a line; the certificates of a server are an answer, too.
    private static final int LONGEST_ANSWER = 64 * 1024;

    private final Duration whole;
    private long end = System.nanoTime();
    private boolean patient;
    private int said;
    private volatile @Nullable Socket open;

    /** @param whole how long a conversation about one e-mail may take */
    SmtpSockets(Duration whole) {
        this.whole = whole;
    }

    /** A conversation begins, on the connection that there is or on a new one. */
    void begin() {
        end = System.nanoTime() + whole.toNanos();
        patient = false;
        said = 0;
    }

    /** From now on the conversation takes no longer than this, and the server may be silent for all that time. */
    void await(Duration answer) {
        end = System.nanoTime() + answer.toNanos();
        patient = true;
    }

    /** Breaks the conversation, which another thread holds. */
    void breakOff() {
        var socket = open;
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                // Then it is closed.
            }
        }
    }

    @Override
    public Socket createSocket() {
        var socket = new Limited();
        open = socket;
        return socket;
    }

    private long millisLeft() throws SocketTimeoutException {
        var left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
            throw new SocketTimeoutException("It took too long as a whole");
        }
        return left;
    }

    /** One whose reads and writes are limited; also where TLS is put on top of it. */
    private final class Limited extends Socket {

        private int timeout;

        @Override
        public synchronized void setSoTimeout(int millis) throws SocketException {
            timeout = millis;
            super.setSoTimeout(millis);
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read() throws IOException {
                    var one = new byte[1];
                    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
                }

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    awaitNoLongerThan(millisLeft());
                    var read = super.read(bytes, offset, length);
                    said += Math.max(0, read);
                    if (said > LONGEST_ANSWER) {
                        throw new IOException("The answer does not end");
                    }
                    return read;
                }
            };
        }

        private void awaitNoLongerThan(long left) throws SocketException {
            var longest = patient || timeout == 0 ? left : Math.min(timeout, left);
            super.setSoTimeout((int) Math.min(Integer.MAX_VALUE, longest));
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            return new FilterOutputStream(super.getOutputStream()) {
                @Override
                public void write(int one) throws IOException {
                    write(new byte[] {(byte) one}, 0, 1);
                }

                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    millisLeft();
                    said = 0;
                    out.write(bytes, offset, length);
                }
            };
        }
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
