package org.sneakyklaus.operation.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.sneakyklaus.account.AdminPassword;
import org.sneakyklaus.account.AdminPasswords;
import org.sneakyklaus.ratelimit.Limit;
import org.sneakyklaus.ratelimit.RateLimits;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.support.DatabaseKind;
import org.sneakyklaus.support.RuleViolation;
import org.springframework.context.MessageSource;
import picocli.CommandLine.Command;

/** Resets the password of an admin who has lost it and gets no email: generates a new one and prints it once. */
@Command(
        name = "reset-admin-password",
        description = "Sets a random password for the organiser, prints it, and ends all of their sessions.",
        mixinStandardHelpOptions = true)
public final class ResetAdminPasswordCommand implements Callable<Integer> {

    private final CommandContext application;
    private final PrintWriter output;

    public ResetAdminPasswordCommand(CommandContext application, PrintWriter output) {
        this.application = application;
        this.output = output;
    }

    @Override
    public Integer call() throws IOException {
        try (var parts = application.openWithDatabase()) {
            if (DatabaseKind.of(parts.getEnvironment()) == DatabaseKind.SQLITE) {
                PrivateFiles.refuseRootIn(parts.getBean(AppProperties.class).data());
            }
            var messages = parts.getBean(MessageSource.class);
            var password = AdminPassword.random();
            try {
                parts.getBean(AdminPasswords.class).replace(password);
            } catch (RuleViolation violation) {
                throw new CommandException(messages.getMessage(violation.message(), Locale.ENGLISH));
            }
            // Lost passwords have often caused too many attempts.
            parts.getBean(RateLimits.class).forget(Limit.ADMIN_ACCOUNT);
            output.println(messages.getMessage("command.reset.done", new Object[] {password.text()}, Locale.ENGLISH));
            return 0;
        }
    }
}
