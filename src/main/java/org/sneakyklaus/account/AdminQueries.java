package org.sneakyklaus.account;

import java.util.Optional;
import org.sneakyklaus.support.EmailAddress;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What other modules may know of the administrator. */
@Component
public class AdminQueries {

    private final AdminRepository admins;

    AdminQueries(AdminRepository admins) {
        this.admins = admins;
    }

    /** Where the admin is written to; nothing while there is none. */
    @Transactional(readOnly = true)
    public Optional<EmailAddress> address() {
        return admins.findAll().stream().findFirst().map(admin -> new EmailAddress(admin.email()));
    }
}
