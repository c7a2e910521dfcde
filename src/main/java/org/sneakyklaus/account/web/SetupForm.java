package org.sneakyklaus.account.web;

import java.time.ZoneId;
import org.sneakyklaus.account.AdminSetup;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.support.TimeZones;

/** The set-up form of the first run. */
class SetupForm extends NewPasswordForm {

    private String email = "";
    private String code = "";
    private String timezone = "";

    EmailAddress toEmail() {
        return new EmailAddress(email);
    }

    /** Returns the time zone that the browser sent, if any. */
    ZoneId toZone() {
        return TimeZones.byId(timezone).orElse(AdminSetup.ANYWHERE);
    }

    public String getEmail() {
        return email;
    }

    public void setEmail(String email) {
        this.email = email;
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
