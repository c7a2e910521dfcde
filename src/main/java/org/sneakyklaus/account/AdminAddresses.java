package org.sneakyklaus.account;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.signin.FoundToken;
import org.sneakyklaus.signin.MagicTokens;
import org.sneakyklaus.signin.Purpose;
import org.sneakyklaus.support.BrokenRules;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.support.RuleViolation;
import org.springframework.stereotype.Component;

/** How the admin confirms an address, and moves to another. */
@Component
public class AdminAddresses {

    private final AdminRepository admins;
    private final AdminPasswords passwords;
    private final AccountChanges changes;
    private final MagicTokens tokens;

    AdminAddresses(AdminRepository admins, AdminPasswords passwords, AccountChanges changes, MagicTokens tokens) {
        this.admins = admins;
        this.passwords = passwords;
        this.changes = changes;
        this.tokens = tokens;
    }

    /**
     * Asks for another address. The present one stays, and is told, until a link sent to the new one is opened; the
     * present one again takes that back.
     *
     * @param current the present password, as typed
     * @param email reads the address, whose refusal is told along with a wrong password
     * @return the address
     * @throws RuleViolation on {@code currentPassword} when it is wrong, and as the address is refused
     */
    public EmailAddress ask(String current, Supplier<EmailAddress> email) {
        var admin = admins.find().orElseThrow();
        var accepted = new BrokenRules()
                .check(() -> passwords.requireCurrent(admin, current))
                .orRefuse(email);
        changes.askToMove(accepted);
        return accepted;
    }

    /** Sends the link once more to the address that is to be confirmed, if there is one. */
    public void sendAgain() {
        changes.sendConfirmation();
    }

    /** The address that a link confirms; nothing when it is unknown, used, expired, or another one is wanted now. */
    public Optional<EmailAddress> opened(String token) {
        return tokens.look(token, Purpose.ADMIN_EMAIL)
                .filter(FoundToken::usable)
                .map(FoundToken::email)
                .filter(email -> admins.find().flatMap(Admin::toConfirm).equals(Optional.of(email)));
    }

    /**
     * Confirms an address by its link. When it is a new one, the admin signs in with it from now on, every session but
     * one ends, and so do links for a new password.
     *
     * @param keptSession the admin's session that asks, or null when it is none
     * @return false when the link confirms nothing
     */
    public boolean confirm(String token, @Nullable String keptSession) {
        return changes.confirm(token, keptSession);
    }
}
