package org.sneakyklaus.account;

import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The admin's settings.
 *
 * @param newEmail the address requested but not confirmed yet, or null
 * @param confirmed whether a link sent to the current address was opened
 */
public record AdminView(String email, @Nullable String newEmail, boolean confirmed, ZoneId zone, Locale locale) {

    static AdminView of(Admin admin) {
        return new AdminView(admin.email(), admin.newEmail(), admin.isConfirmed(), admin.zone(), admin.language());
    }
}
