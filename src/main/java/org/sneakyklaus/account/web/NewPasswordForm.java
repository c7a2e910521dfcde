package org.sneakyklaus.account.web;

import org.sneakyklaus.account.AdminPassword;
import org.sneakyklaus.support.BrokenRules;
import org.sneakyklaus.support.RuleViolation;

/** A new password, typed twice. */
class NewPasswordForm {

    public String password = "";
    public String passwordConfirmation = "";

    /** @throws RuleViolation on both fields, if the passwords differ and if they are not acceptable */
    AdminPassword toPassword() {
        var broken = new BrokenRules();
        if (!password.equals(passwordConfirmation)) {
            broken.add(RuleViolation.onField("passwordConfirmation", "password.different"));
        }
        return broken.orRefuse(() -> new AdminPassword(password));
    }
}
