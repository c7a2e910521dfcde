package org.sneakyklaus.account.web;

import java.time.ZoneId;
import org.sneakyklaus.account.AdminSetup;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.support.TimeZones;

/** The set-up form of the first run. */
class SetupForm extends NewPasswordForm {

    public String email = "";
    public String code = "";
    public String timezone = "";

    EmailAddress toEmail() {
        return new EmailAddress(email);
    }

    /** Returns the time zone that the browser sent, if any. */
    ZoneId toZone() {
        return TimeZones.byId(timezone).orElse(AdminSetup.ANYWHERE);
    }
}
