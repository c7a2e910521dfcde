package org.sneakyklaus.account;

import java.time.Clock;
import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.support.ConflictException;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.support.RuleViolation;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The first run: makes the one admin, once. */
@Component
public class AdminSetup {

    private static final Logger log = LoggerFactory.getLogger(AdminSetup.class);

    /** The time zone of an admin who did not tell theirs. */
    public static final ZoneId ANYWHERE = ZoneId.of("UTC");

    private final AdminRepository admins;
    private final Passwords passwords;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    /** Once there is an admin there always is one; so the database is asked only until then. */
    private final AtomicBoolean known = new AtomicBoolean();

    AdminSetup(
            AdminRepository admins,
            Passwords passwords,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.admins = admins;
        this.passwords = passwords;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Whether there is no admin yet. */
    public boolean isDue() {
        if (!known.get() && admins.count() > 0) {
            known.set(true);
        }
        return !known.get();
    }

    /**
     * Makes the admin, who is asked by e-mail to confirm the address.
     *
     * @param zone where the admin lives, for the times on pages; {@link #ANYWHERE} when that is not known
     * @param language a supported one, in which e-mails to the admin are written
     * @throws RuleViolation on {@code password} when it is made of names that stand on every page
     * @throws ConflictException when there is one already, be it made at the same moment
     */
    public void create(EmailAddress email, AdminPassword password, ZoneId zone, Locale language) {
        if (!isDue()) {
            throw new ConflictException("setup.done");
        }
        var hash = passwords.hash(password, email);
        var admin = new Admin(email, hash, zone, language, clock.instant());
        try {
            transaction.executeWithoutResult(status -> {
                admins.saveAndFlush(admin);
                events.publishEvent(new AccountEvent.AddressToConfirm(email.value(), AccountChanges.occasion()));
            });
        } catch (NonTransientDataAccessException e) {
            // SQLite's violation of a constraint comes untranslated.
            if (isDue()) {
                throw e;
            }
            throw new ConflictException("setup.done");
        }
        log.info("The admin account was set up");
    }
}
