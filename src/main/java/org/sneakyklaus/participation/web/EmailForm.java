package org.sneakyklaus.participation.web;

import org.sneakyklaus.support.EmailAddress;

/** A form that asks for an address and nothing else. */
class EmailForm {

    private String email = "";

    EmailAddress toEmail() {
        return new EmailAddress(email);
    }

    public String getEmail() {
        return email;
    }

    public void setEmail(String email) {
        this.email = email;
    }
}
