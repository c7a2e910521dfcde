package org.sneakyklaus.account;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.support.Languages;
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

    /** Where the admin lives; UTC while there is none. */
    @Transactional(readOnly = true)
    public ZoneId zone() {
        return admins.findAll().stream().findFirst().map(Admin::zone).orElse(AdminSetup.ANYWHERE);
    }

    /** The language of what is written to the admin; the first that there is while there is no admin. */
    @Transactional(readOnly = true)
    public Locale language() {
        return admins.findAll().stream().findFirst().map(Admin::language).orElse(Languages.SUPPORTED.get(0));
    }
}
