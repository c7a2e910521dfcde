package org.sneakyklaus.mail;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.sneakyklaus.account.AdminQueries;
import org.sneakyklaus.support.EmailAddress;
import org.springframework.stereotype.Component;

/** Provides the admin's sign-in address as the mailbox. */
@Component
class AdminAddress implements AdminMailbox {

    private final AdminQueries admins;

    AdminAddress(AdminQueries admins) {
        this.admins = admins;
    }

    @Override
    public Optional<EmailAddress> address() {
        return admins.address();
    }

    @Override
    public Optional<EmailAddress> toConfirm() {
        return admins.addressToConfirm();
    }

    @Override
    public Locale language() {
        return admins.language();
    }

    @Override
    public ZoneId zone() {
        return admins.zone();
    }
}
