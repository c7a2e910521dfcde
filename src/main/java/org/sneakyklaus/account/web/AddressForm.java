package org.sneakyklaus.account.web;

import org.sneakyklaus.support.EmailAddress;

/** An address, typed. */
class AddressForm {

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
