package org.sneakyklaus.support.web;

import org.sneakyklaus.support.EmailAddress;

/** A form that asks for an address and nothing else. */
public class EmailForm {

    public String email = "";

    /** @throws org.sneakyklaus.support.RuleViolation on {@code email} when it is no address */
    public EmailAddress toEmail() {
        return new EmailAddress(email);
    }
}
