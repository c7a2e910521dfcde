package org.sneakyklaus.outbox.transport;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Creates the connections of successive conversations with an SMTP server, and limits what Jakarta Mail does not: the
 * time of a whole conversation, because its timeouts are for one read each, and the length of an answer, because it
 * reads one to its end, however long that is.
 */
final class SmtpSockets extends UnconnectedSockets {

    // A hundred times the line length of RFC 5321; the certificates of a server count as an answer, too.
    private static final int LONGEST_ANSWER = 64 * 1024;

    private final Duration whole;
    private long end = System.nanoTime();
    private boolean patient;
    private int said;
    private volatile @Nullable Socket open;

    /** @param whole limit for the conversation about one email */
    SmtpSockets(Duration whole) {
        this.whole = whole;
    }

    /** Begins a conversation, on the existing connection or on a new one. */
    void begin() {
        end = System.nanoTime() + whole.toNanos();
        patient = false;
        said = 0;
    }

    /** Limits the conversation from now on to this time, for all of which the server may be silent. */
    void await(Duration answer) {
        end = System.nanoTime() + answer.toNanos();
        patient = true;
    }

    /** Breaks off the conversation held by another thread. */
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

    /** A socket whose reads and writes are limited, also under TLS. */
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
}
