package org.sneakyklaus.support.web;

import org.sneakyklaus.support.EmailAddress;

/** A form with only an email address. */
public class EmailForm {

    public String email = "";

    /** @throws org.sneakyklaus.support.RuleViolation on {@code email} if it is not an address */
    public EmailAddress toEmail() {
        return new EmailAddress(email);
    }
}
