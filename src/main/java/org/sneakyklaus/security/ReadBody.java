package org.sneakyklaus.security;

import java.nio.ByteBuffer;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/** Provides the body of a request that was read already, instead of the connection. */
final class ReadBody implements InputBuffer {

    /** The server keeps the last chunk until the next request. */
    private static final int PIECE = 8 * 1024;

    private final ByteBuffer rest;

    ReadBody(byte[] body) {
        this.rest = ByteBuffer.wrap(body);
    }

    @Override
    public int doRead(ApplicationBufferHandler handler) {
        if (!rest.hasRemaining()) {
            return -1;
        }
        var piece = new byte[Math.min(PIECE, rest.remaining())];
        rest.get(piece);
        handler.setByteBuffer(ByteBuffer.wrap(piece));
        return piece.length;
    }

    @Override
    public int available() {
        return rest.remaining();
    }
}
