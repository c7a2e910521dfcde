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

/** Queries about the admin for other modules. */
@Component
public class AdminQueries implements Organiser {

    private final AdminRepository admins;

    AdminQueries(AdminRepository admins) {
        this.admins = admins;
    }

    /** Returns the admin's address; empty if there is no admin. */
    @Transactional(readOnly = true)
    public Optional<EmailAddress> address() {
        return admins.find().map(admin -> new EmailAddress(admin.email()));
    }

    /** Returns the address to be confirmed by a link sent there; empty if there is none. */
    @Transactional(readOnly = true)
    public Optional<EmailAddress> addressToConfirm() {
        return admins.find().flatMap(Admin::toConfirm);
    }

    /** Returns whether a link to the admin's address was opened; true if there is no admin. */
    @Transactional(readOnly = true)
    public boolean isConfirmed() {
        return admins.find().map(Admin::isConfirmed).orElse(true);
    }

    /**
     * Returns the admin's settings.
     *
     * @throws NotFoundException if there is no admin
     */
    @Transactional(readOnly = true)
    public AdminView view() {
        return admins.find().map(AdminView::of).orElseThrow(() -> new NotFoundException("admin"));
    }

    /** Returns the admin's time zone; UTC if there is no admin. */
    @Override
    @Transactional(readOnly = true)
    public ZoneId zone() {
        return admins.find().map(Admin::zone).orElse(AdminSetup.ANYWHERE);
    }

    /** Returns the language of emails to the admin; the first supported one if there is no admin. */
    @Override
    @Transactional(readOnly = true)
    public Locale language() {
        return admins.find().map(Admin::language).orElse(Languages.SUPPORTED.get(0));
    }

    @Override
    @Transactional(readOnly = true)
    public long account() {
        return admins.find().orElseThrow().id();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<EmailAddress> confirmedAddress() {
        return admins.find().filter(Admin::isConfirmed).map(admin -> new EmailAddress(admin.email()));
    }
}
