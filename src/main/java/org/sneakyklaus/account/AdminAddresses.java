package org.sneakyklaus.account;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.signin.FoundToken;
import org.sneakyklaus.signin.MagicTokens;
import org.sneakyklaus.signin.Purpose;
import org.sneakyklaus.support.BrokenRules;
import org.sneakyklaus.support.DemoMode;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.support.RuleViolation;
import org.springframework.stereotype.Component;

/** Confirms and changes the admin's address; that of a demo stays. */
@Component
public class AdminAddresses {

    private final AdminRepository admins;
    private final AdminPasswords passwords;
    private final AccountChanges changes;
    private final MagicTokens tokens;
    private final DemoMode mode;

    AdminAddresses(
            AdminRepository admins,
            AdminPasswords passwords,
            AccountChanges changes,
            MagicTokens tokens,
            DemoMode mode) {
        this.admins = admins;
        this.passwords = passwords;
        this.changes = changes;
        this.tokens = tokens;
        this.mode = mode;
    }

    /**
     * Requests another address. The current one stays in use, and gets an email, until a link sent to the new one is
     * opened. Requesting the current one cancels an earlier request.
     *
     * @param current the current password, as typed
     * @param email reads the address; its violations are reported together with a wrong password
     * @return the address
     * @throws RuleViolation on {@code currentPassword} if it is wrong, also if it changed meanwhile, and as {@code email}
     *     throws it
     */
    public EmailAddress ask(String current, Supplier<EmailAddress> email) {
        mode.refuseChange("email");
        var admin = admins.find().orElseThrow();
        var accepted = new BrokenRules()
                .check(() -> passwords.requireCurrent(admin, current))
                .orRefuse(email);
        changes.askToMove(admin, accepted);
        return accepted;
    }

    /** Sends the link again to the address to be confirmed, if there is one. */
    public void sendAgain() {
        changes.sendConfirmation();
    }

    /**
     * Returns the address that a link confirms; empty if the link is unknown, was used or has expired, or another
     * address has been requested since.
     */
    public Optional<EmailAddress> opened(String token) {
        return tokens.look(token, Purpose.ADMIN_EMAIL)
                .filter(FoundToken::usable)
                .map(FoundToken::email)
                .filter(email -> admins.find().flatMap(Admin::toConfirm).equals(Optional.of(email)));
    }

    /**
     * Confirms an address by its link. If it is a new one, the admin signs in with it from now on; ends every session
     * but one, and links for a new password.
     *
     * @param keptSession the admin's session that makes the request, or null if none
     * @return false if the link confirms nothing
     */
    public boolean confirm(String token, @Nullable String keptSession) {
        return changes.confirm(token, keptSession);
    }
}
