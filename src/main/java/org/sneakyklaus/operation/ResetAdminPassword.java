package org.sneakyklaus.operation;

import java.util.Locale;
import org.sneakyklaus.account.AdminPassword;
import org.sneakyklaus.account.AdminPasswords;
import org.sneakyklaus.support.RuleViolation;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ApplicationContext;
import org.springframework.context.MessageSource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Lets an admin in again who has lost the password and gets no e-mail: makes up a new one and tells it once. Runs before
 * everything else that a start does, and ends the process.
 */
@Component
@ConditionalOnProperty(name = "klaus.command", havingValue = CommandLine.RESET_ADMIN_PASSWORD)
@Order(Ordered.HIGHEST_PRECEDENCE)
class ResetAdminPassword implements ApplicationRunner {

    private final AdminPasswords passwords;
    private final MessageSource messages;
    private final ApplicationContext context;

    ResetAdminPassword(AdminPasswords passwords, MessageSource messages, ApplicationContext context) {
        this.passwords = passwords;
        this.messages = messages;
        this.context = context;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        var code = reset();
        System.exit(SpringApplication.exit(context, () -> code));
    }

    private int reset() {
        var password = AdminPassword.random();
        try {
            passwords.replace(password);
        } catch (RuleViolation violation) {
            CommandLine.say(messages.getMessage(violation.message(), Locale.ENGLISH));
            return 1;
        }
        CommandLine.say(messages.getMessage("command.reset.done", new Object[] {password.text()}, Locale.ENGLISH));
        return 0;
    }
}
