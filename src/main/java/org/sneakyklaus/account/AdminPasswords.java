package org.sneakyklaus.account;

import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.signin.FoundToken;
import org.sneakyklaus.signin.MagicTokens;
import org.sneakyklaus.signin.Purpose;
import org.sneakyklaus.support.BrokenRules;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.support.RuleViolation;
import org.springframework.stereotype.Component;

/** How the admin gets another password. */
@Component
public class AdminPasswords {

    private static final Logger log = LoggerFactory.getLogger(AdminPasswords.class);

    private final AdminRepository admins;
    private final AccountChanges changes;
    private final MagicTokens tokens;
    private final Passwords passwords;

    AdminPasswords(AdminRepository admins, AccountChanges changes, MagicTokens tokens, Passwords passwords) {
        this.admins = admins;
        this.changes = changes;
        this.tokens = tokens;
        this.passwords = passwords;
    }

    /**
     * Has a link sent to the admin when this is the admin's address; earlier links end. Nothing that is returned tells
     * whether it is.
     */
    public void askForReset(EmailAddress email) {
        changes.askForReset(email);
    }

    /** Whether a link still opens the way to a new password; asking uses nothing up. */
    public boolean isUsable(String token) {
        return usable(token).isPresent();
    }

    /**
     * Sets a new password by a link, and ends every session of the admin.
     *
     * @return false when the link is unknown, used or expired
     * @throws RuleViolation on {@code password} when it is not acceptable; the link stays usable
     */
    public boolean reset(String token, AdminPassword password) {
        var found = usable(token);
        if (found.isEmpty()) {
            return false;
        }
        return changes.reset(token, passwords.hash(password, found.get().email()));
    }

    /**
     * Changes the password, and ends every session but one.
     *
     * @param current the present password, as typed
     * @param password reads the new one, whose refusal is told along with a wrong present one
     * @param keptSession the session that stays
     * @throws RuleViolation on {@code currentPassword} when it is wrong, and on {@code password} when the new one is
     *     not acceptable
     */
    public void change(String current, Supplier<AdminPassword> password, String keptSession) {
        var admin = admins.find().orElseThrow();
        var accepted =
                new BrokenRules().check(() -> requireCurrent(admin, current)).orRefuse(password);
        changes.changePassword(passwords.hash(accepted, new EmailAddress(admin.email())), keptSession);
    }

    /**
     * Sets a password without knowing the present one, for whoever holds the server itself; ends every session.
     *
     * @throws RuleViolation on {@code password} when it is not acceptable; on no field while there is no admin
     */
    public void replace(AdminPassword password) {
        var admin = admins.find().orElseThrow(() -> RuleViolation.of("command.noAdmin"));
        changes.changePassword(passwords.hash(password, new EmailAddress(admin.email())), null);
    }

    /** @throws RuleViolation on {@code currentPassword} when it is another one */
    void requireCurrent(Admin admin, String typed) {
        if (!passwords.matches(typed, admin.passwordHash())) {
            log.warn("The admin's present password was asked for, and another one was typed");
            throw RuleViolation.onField("currentPassword", "password.current.wrong");
        }
    }

    private Optional<FoundToken> usable(String token) {
        return tokens.look(token, Purpose.PASSWORD_RESET).filter(FoundToken::usable);
    }
}
