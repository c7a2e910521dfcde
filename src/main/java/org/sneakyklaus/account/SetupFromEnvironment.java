package org.sneakyklaus.account;

import org.sneakyklaus.support.ConflictException;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.support.RuleViolation;
import org.sneakyklaus.support.language.Languages;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Sets the admin up from {@code KLAUS_ADMIN_EMAIL} and {@code KLAUS_ADMIN_PASSWORD} when there is none yet. */
@Component
class SetupFromEnvironment implements ApplicationRunner {

    private final AdminSetup setup;
    private final Environment environment;

    SetupFromEnvironment(AdminSetup setup, Environment environment) {
        this.setup = setup;
        this.environment = environment;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        var email = environment.getProperty("klaus.admin-email", "");
        var password = environment.getProperty("klaus.admin-password", "");
        if (email.isBlank() || password.isBlank() || !setup.isDue()) {
            return;
        }
        try {
            setup.create(
                    new EmailAddress(email),
                    new AdminPassword(password),
                    AdminSetup.ANYWHERE,
                    Languages.SUPPORTED.get(0));
        } catch (ConflictException e) {
            // Another process that starts at the same time was faster, and was told the same.
        } catch (RuleViolation violation) {
            throw new IllegalStateException(
                    "KLAUS_ADMIN_EMAIL must be one e-mail address such as admin@example.org, and"
                            + " KLAUS_ADMIN_PASSWORD must have 12 to 128 characters and be none that is tried first");
        }
    }
}
