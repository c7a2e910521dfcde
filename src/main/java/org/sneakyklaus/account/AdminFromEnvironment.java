package org.sneakyklaus.account;

import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.support.RuleViolation;
import org.sneakyklaus.support.settings.Requirements;
import org.sneakyklaus.support.settings.Variable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The admin to be created at startup without the set-up page. Either both values are set, or neither.
 *
 * @param adminEmail address of the organiser. With the password, creates the account at startup without the set-up
 *     page, if there is none yet
 * @param adminPassword password of that account: 12 to 128 characters, and not a common one
 */
@ConfigurationProperties("klaus")
record AdminFromEnvironment(
        @DefaultValue("") String adminEmail,
        @DefaultValue("") String adminPassword) {

    AdminFromEnvironment {
        var hasEmail = !adminEmail.isBlank();
        var hasPassword = !adminPassword.isEmpty();
        new Requirements()
                .that(hasEmail || !hasPassword, Variable.KLAUS_ADMIN_EMAIL, "is required with KLAUS_ADMIN_PASSWORD")
                .that(hasPassword || !hasEmail, Variable.KLAUS_ADMIN_PASSWORD, "is required with KLAUS_ADMIN_EMAIL")
                .that(!hasEmail || isAddress(adminEmail), Variable.KLAUS_ADMIN_EMAIL)
                .that(!hasPassword || isAllowed(adminPassword), Variable.KLAUS_ADMIN_PASSWORD)
                .check();
    }

    boolean isGiven() {
        return !adminEmail.isBlank();
    }

    EmailAddress email() {
        return new EmailAddress(adminEmail);
    }

    AdminPassword password() {
        return new AdminPassword(adminPassword);
    }

    @Override
    public String toString() {
        return "AdminFromEnvironment[***]";
    }

    private static boolean isAddress(String text) {
        try {
            return new EmailAddress(text).value().length() > 0;
        } catch (RuleViolation violation) {
            return false;
        }
    }

    private static boolean isAllowed(String text) {
        try {
            return !new AdminPassword(text).text().isEmpty();
        } catch (RuleViolation violation) {
            return false;
        }
    }
}
