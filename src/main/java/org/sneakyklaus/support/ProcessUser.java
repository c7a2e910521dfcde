package org.sneakyklaus.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Names the user that the application runs as, in messages about files. */
public final class ProcessUser {

    /** What Java says if the system does not list the user, as in most containers. */
    private static final String UNLISTED = "?";

    private ProcessUser() {}

    /** Returns the user's name, or else the number, which {@code chown} takes as well. */
    public static String name() {
        return name(String.valueOf(System.getProperty("user.name")), Path.of("/proc/self"));
    }

    static String name(String listed, Path owned) {
        if (!listed.equals(UNLISTED)) {
            return listed;
        }
        try {
            return String.valueOf(Files.getAttribute(owned, "unix:uid"));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return listed;
        }
    }
}
