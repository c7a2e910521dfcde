package org.sneakyklaus.account;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.ratelimit.Limit;
import org.sneakyklaus.ratelimit.RateLimits;
import org.sneakyklaus.signin.MagicTokens;
import org.sneakyklaus.signin.Purpose;
import org.sneakyklaus.signin.Sessions;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.support.RuleViolation;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Stores changes of the account. Callers must check passwords beforehand, outside the transaction. What ends sessions
 * locks the admin first: see {@link AdminSessions#endIfOutdated}.
 */
@Component
@Transactional
class AccountChanges {

    private static final Logger log = LoggerFactory.getLogger(AccountChanges.class);

    private final AdminRepository admins;
    private final MagicTokens tokens;
    private final Sessions sessions;
    private final RateLimits limits;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AccountChanges(
            AdminRepository admins,
            MagicTokens tokens,
            Sessions sessions,
            RateLimits limits,
            ApplicationEventPublisher events,
            Clock clock) {
        this.admins = admins;
        this.tokens = tokens;
        this.sessions = sessions;
        this.limits = limits;
        this.events = events;
        this.clock = clock;
    }

    void askForReset(EmailAddress email) {
        if (admins.findByEmail(email.value()).isPresent()) {
            tokens.endAllOfAdmin(Purpose.PASSWORD_RESET);
            events.publishEvent(new AccountEvent.PasswordResetAsked(occasion()));
        }
    }

    boolean reset(String token, String hash) {
        var admin = admins.findHeld().orElseThrow();
        var used = tokens.use(token, Purpose.PASSWORD_RESET);
        used.ifPresent(link -> {
            // Opening the link proves that emails to this address are read.
            admin.confirm(link.email(), now());
            setPassword(admin, hash, null);
            // Others may have used up the attempts.
            limits.forgetWithin(Limit.ADMIN_ACCOUNT, admin.email());
        });
        return used.isPresent();
    }

    /**
     * @param keptSession the session to keep
     * @throws RuleViolation on {@code currentPassword} if the password has changed since {@code known} was read
     */
    void changePassword(Admin known, String hash, String keptSession) {
        setPassword(unchanged(known), hash, keptSession);
    }

    private Admin unchanged(Admin known) {
        var admin = admins.findHeld().orElseThrow();
        if (!admin.passwordHash().equals(known.passwordHash())) {
            throw RuleViolation.onField("currentPassword", "password.current.wrong");
        }
        return admin;
    }

    /** Ends all sessions. */
    void changePassword(String hash) {
        setPassword(admins.findHeld().orElseThrow(), hash, null);
    }

    private void setPassword(Admin admin, String hash, @Nullable String keptSession) {
        admin.changePassword(hash, now());
        tokens.endAllOfAdmin(Purpose.PASSWORD_RESET);
        endOthers(admin, keptSession);
        log.info("Admin password changed, other sessions ended");
    }

    private void endOthers(Admin admin, @Nullable String keptSession) {
        sessions.endOthersOf(admin.principalName(), keptSession);
        events.publishEvent(new AccountEvent.OthersSignedOut(occasion()));
    }

    /** @throws RuleViolation as {@link #changePassword(Admin, String, String)} */
    void askToMove(Admin known, EmailAddress email) {
        var admin = unchanged(known);
        admin.wantToMove(email, now());
        if (admin.newEmail() != null) {
            events.publishEvent(new AccountEvent.MoveAsked(admin.email(), occasion()));
        }
        sendConfirmation(admin);
    }

    void sendConfirmation() {
        admins.find().ifPresent(this::sendConfirmation);
    }

    private void sendConfirmation(Admin admin) {
        admin.toConfirm()
                .ifPresent(
                        address -> events.publishEvent(new AccountEvent.AddressToConfirm(address.value(), occasion())));
    }

    boolean confirm(String token, @Nullable String keptSession) {
        var admin = admins.findHeld().orElseThrow();
        var wanted = admin.toConfirm();
        var used = tokens.look(token, Purpose.ADMIN_EMAIL)
                .filter(link -> Optional.of(link.email()).equals(wanted))
                .flatMap(link -> tokens.use(token, Purpose.ADMIN_EMAIL));
        used.ifPresent(link -> confirm(admin, link.email(), keptSession));
        return used.isPresent();
    }

    private void confirm(Admin admin, EmailAddress address, @Nullable String keptSession) {
        var moves = !address.value().equals(admin.email());
        admin.confirm(address, now());
        tokens.endAllOfAdmin(Purpose.ADMIN_EMAIL);
        if (moves) {
            tokens.endAllOfAdmin(Purpose.PASSWORD_RESET);
            endOthers(admin, keptSession);
            log.info("Admin address changed, other sessions ended");
        }
    }

    private Instant now() {
        return clock.instant();
    }

    static String occasion() {
        return UUID.randomUUID().toString();
    }
}
