package org.sneakyklaus.testsupport;

import java.util.stream.Stream;
import org.springframework.test.util.TestSocketUtils;

/** Ports of this machine on which nobody listens. */
public final class FreePort {

    /** The first that systems give to whoever connects somewhere or has no wish: Linux from 32768, others higher. */
    private static final int GIVEN_TO_ANYBODY = 32768;

    private FreePort() {}

    /** One that also stays free until it is listened on: it is not given to anybody who does not ask for it. */
    public static int find() {
        return Stream.generate(TestSocketUtils::findAvailableTcpPort)
                .filter(port -> port < GIVEN_TO_ANYBODY)
                .findFirst()
                .orElseThrow();
    }
}
