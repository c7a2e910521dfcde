package org.sneakyklaus.account;

import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.signin.FoundToken;
import org.sneakyklaus.signin.MagicTokens;
import org.sneakyklaus.signin.Purpose;
import org.sneakyklaus.support.BrokenRules;
import org.sneakyklaus.support.DemoMode;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.support.RuleViolation;
import org.springframework.stereotype.Component;

/** Changes and resets the admin's password; that of a demo stays. */
@Component
public class AdminPasswords {

    private static final Logger log = LoggerFactory.getLogger(AdminPasswords.class);

    private final AdminRepository admins;
    private final AccountChanges changes;
    private final MagicTokens tokens;
    private final Passwords passwords;
    private final DemoMode mode;

    AdminPasswords(
            AdminRepository admins, AccountChanges changes, MagicTokens tokens, Passwords passwords, DemoMode mode) {
        this.admins = admins;
        this.changes = changes;
        this.tokens = tokens;
        this.passwords = passwords;
        this.mode = mode;
    }

    /**
     * Emails a link to the admin if this is their address, and ends earlier links. The caller cannot tell whether it
     * is.
     */
    public void askForReset(EmailAddress email) {
        changes.askForReset(email);
    }

    /** Returns whether a link for a new password can be used; does not use it up. */
    public boolean isUsable(String token) {
        return usable(token).isPresent();
    }

    /**
     * Sets a new password by a link, and ends every session of the admin.
     *
     * @return false if the link is unknown, was used or has expired
     * @throws RuleViolation on {@code password} if it is not acceptable; the link stays usable
     */
    public boolean reset(String token, AdminPassword password) {
        mode.refuseChange("password");
        var found = usable(token);
        if (found.isEmpty()) {
            return false;
        }
        return changes.reset(token, passwords.hash(password, found.get().email()));
    }

    /**
     * Changes the password, and ends every session but one.
     *
     * @param current the current password, as typed
     * @param password reads the new password; its violations are reported together with a wrong current one
     * @param keptSession the session to keep
     * @throws RuleViolation on {@code currentPassword} if it is wrong, also if it changed meanwhile, and on
     *     {@code password} if the new one is not acceptable
     */
    public void change(String current, Supplier<AdminPassword> password, String keptSession) {
        mode.refuseChange("password");
        var admin = admins.find().orElseThrow();
        var accepted =
                new BrokenRules().check(() -> requireCurrent(admin, current)).orRefuse(password);
        changes.changePassword(admin, passwords.hash(accepted, new EmailAddress(admin.email())), keptSession);
    }

    /**
     * Sets a password without the current one, for the operator of the server; ends every session.
     *
     * @throws RuleViolation on {@code password} if it is not acceptable; on no field if there is no admin, or in a demo
     */
    public void replace(AdminPassword password) {
        mode.refuse("settings.demo");
        var admin = admins.find().orElseThrow(() -> RuleViolation.of("command.noAdmin"));
        changes.changePassword(passwords.hash(password, new EmailAddress(admin.email())));
    }

    /** @throws RuleViolation on {@code currentPassword} if it is wrong */
    void requireCurrent(Admin admin, String typed) {
        if (!passwords.matches(typed, admin.passwordHash())) {
            log.warn("Wrong current password typed for the admin account");
            throw RuleViolation.onField("currentPassword", "password.current.wrong");
        }
    }

    private Optional<FoundToken> usable(String token) {
        return tokens.look(token, Purpose.PASSWORD_RESET).filter(FoundToken::usable);
    }
}
