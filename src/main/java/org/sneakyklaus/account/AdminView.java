package org.sneakyklaus.account;

import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the admin has set.
 *
 * @param newEmail where the admin wants to move to and has not confirmed it, or null
 * @param confirmed whether a link sent to the present address was opened
 */
public record AdminView(String email, @Nullable String newEmail, boolean confirmed, ZoneId zone, Locale locale) {

    static AdminView of(Admin admin) {
        return new AdminView(admin.email(), admin.newEmail(), admin.isConfirmed(), admin.zone(), admin.language());
    }
}
