package org.sneakyklaus.account;

import java.util.Optional;
import org.sneakyklaus.support.AdminNotice;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.stereotype.Component;

/**
 * Reminds the admin of an unconfirmed address: if emails do not arrive there, neither does a link for a new password.
 */
@Component
class UnconfirmedAddress implements AdminNotice {

    private final AdminQueries admins;

    UnconfirmedAddress(AdminQueries admins) {
        this.admins = admins;
    }

    @Override
    public Optional<MessageSourceResolvable> current() {
        return admins.isConfirmed()
                ? Optional.empty()
                : Optional.of(new DefaultMessageSourceResolvable("settings.email.unconfirmed"));
    }

    @Override
    public Optional<Remedy> remedy() {
        return Optional.of(new Remedy("/admin/settings/email/resend", "settings.email.resend"));
    }
}
