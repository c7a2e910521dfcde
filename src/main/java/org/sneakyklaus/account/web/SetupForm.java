package org.sneakyklaus.account.web;

import java.time.ZoneId;
import org.sneakyklaus.account.AdminPassword;
import org.sneakyklaus.account.AdminSetup;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.support.RuleViolation;

/** The form of the first run. */
class SetupForm {

    private String email = "";
    private String password = "";
    private String passwordConfirmation = "";
    private String code = "";
    private String timezone = "";

    EmailAddress toEmail() {
        return new EmailAddress(email);
    }

    /** @throws RuleViolation when the two passwords differ, or are not acceptable */
    AdminPassword toPassword() {
        var accepted = new AdminPassword(password);
        if (!password.equals(passwordConfirmation)) {
            throw RuleViolation.onField("passwordConfirmation", "password.different");
        }
        return accepted;
    }

    /** The one that the browser names, if it does. */
    ZoneId toZone() {
        return ZoneId.getAvailableZoneIds().contains(timezone) ? ZoneId.of(timezone) : AdminSetup.ANYWHERE;
    }

    public String getEmail() {
        return email;
    }

    public void setEmail(String email) {
        this.email = email;
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

    public String getCode() {
        return code;
    }

    public void setCode(String code) {
        this.code = code;
    }

    public String getTimezone() {
        return timezone;
    }

    public void setTimezone(String timezone) {
        this.timezone = timezone;
    }
}
