package org.sneakyklaus.account;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.support.NotFoundException;
import org.sneakyklaus.support.Organiser;
import org.sneakyklaus.support.language.Languages;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What other modules may know of the administrator. */
@Component
public class AdminQueries implements Organiser {

    private final AdminRepository admins;

    AdminQueries(AdminRepository admins) {
        this.admins = admins;
    }

    /** Where the admin is written to; nothing while there is none. */
    @Transactional(readOnly = true)
    public Optional<EmailAddress> address() {
        return admins.find().map(admin -> new EmailAddress(admin.email()));
    }

    /** The address that a link must be sent to, to be confirmed; nothing when there is none to confirm. */
    @Transactional(readOnly = true)
    public Optional<EmailAddress> addressToConfirm() {
        return admins.find().flatMap(Admin::toConfirm);
    }

    /** Whether a link to the admin's address was opened; true while there is no admin. */
    @Transactional(readOnly = true)
    public boolean isConfirmed() {
        return admins.find().map(Admin::isConfirmed).orElse(true);
    }

    /**
     * What the admin has set.
     *
     * @throws NotFoundException while there is no admin
     */
    @Transactional(readOnly = true)
    public AdminView view() {
        return admins.find().map(AdminView::of).orElseThrow(() -> new NotFoundException("admin"));
    }

    /** Where the admin lives; UTC while there is none. */
    @Override
    @Transactional(readOnly = true)
    public ZoneId zone() {
        return admins.find().map(Admin::zone).orElse(AdminSetup.ANYWHERE);
    }

    /** The language of what is written to the admin; the first that there is while there is no admin. */
    @Override
    @Transactional(readOnly = true)
    public Locale language() {
        return admins.find().map(Admin::language).orElse(Languages.SUPPORTED.get(0));
    }
}
