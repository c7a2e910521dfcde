package org.sneakyklaus.account;

import org.sneakyklaus.support.ConflictException;
import org.sneakyklaus.support.RuleViolation;
import org.sneakyklaus.support.language.Languages;
import org.sneakyklaus.support.settings.Variable;
import org.sneakyklaus.support.settings.WrongSettings;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** Creates the admin from {@code KLAUS_ADMIN_EMAIL} and {@code KLAUS_ADMIN_PASSWORD} if there is none yet. */
@Component
class SetupFromEnvironment implements ApplicationRunner {

    private final AdminSetup setup;
    private final AdminFromEnvironment admin;

    SetupFromEnvironment(AdminSetup setup, AdminFromEnvironment admin) {
        this.setup = setup;
        this.admin = admin;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (!admin.isGiven() || !setup.isDue()) {
            return;
        }
        try {
            setup.create(admin.email(), admin.password(), AdminSetup.ANYWHERE, Languages.SUPPORTED.get(0));
        } catch (ConflictException e) {
            // Another process, started at the same time with the same settings, was faster.
        } catch (RuleViolation violation) {
            throw new WrongSettings(
                    Variable.KLAUS_ADMIN_PASSWORD, "must not be made of names, of the site or of the address");
        }
    }
}
