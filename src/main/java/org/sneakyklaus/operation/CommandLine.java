package org.sneakyklaus.operation;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import org.springframework.boot.SpringApplication;
import org.springframework.core.NestedExceptionUtils;

/** What the application does instead of serving, when its first argument says so. */
public final class CommandLine {

    static final String RESET_ADMIN_PASSWORD = "reset-admin-password";

    private CommandLine() {}

    /** Whether these arguments ask for a command. */
    public static boolean isCommand(String[] arguments) {
        return arguments.length > 0 && arguments[0].equals(RESET_ADMIN_PASSWORD);
    }

    /** Carries the command out and ends the process: with 0, or with 1 after saying what is in the way. */
    public static void run(Class<?> application) {
        try {
            // Everything but what serves and what runs by itself; the command then ends the process.
            SpringApplication.run(
                    application,
                    "--klaus.command=" + RESET_ADMIN_PASSWORD,
                    "--klaus.public-url=${KLAUS_PUBLIC_URL:http://localhost}",
                    "--server.port=-1",
                    "--spring.quartz.auto-startup=false",
                    "--spring.main.banner-mode=off",
                    "--logging.level.root=off");
        } catch (RuntimeException e) {
            say(String.valueOf(NestedExceptionUtils.getMostSpecificCause(e).getMessage()));
            System.exit(1);
        }
    }

    /** To whoever typed the command. It is an answer and no news, so the log, which is kept, does not get it. */
    static void say(String text) {
        var output = new PrintWriter(new FileOutputStream(FileDescriptor.out), true, Charset.defaultCharset());
        output.println(text);
    }
}
