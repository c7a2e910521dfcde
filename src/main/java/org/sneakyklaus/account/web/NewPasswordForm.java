package org.sneakyklaus.account.web;

import org.sneakyklaus.account.AdminPassword;
import org.sneakyklaus.support.RuleViolation;

/** A new password, typed twice. */
class NewPasswordForm {

    private String password = "";
    private String passwordConfirmation = "";

    /** @throws RuleViolation when the two passwords differ, or are not acceptable */
    AdminPassword toPassword() {
        var accepted = new AdminPassword(password);
        if (!password.equals(passwordConfirmation)) {
            throw RuleViolation.onField("passwordConfirmation", "password.different");
        }
        return accepted;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }

    public String getPasswordConfirmation() {
        return passwordConfirmation;
    }

    public void setPasswordConfirmation(String passwordConfirmation) {
        this.passwordConfirmation = passwordConfirmation;
    }
}
