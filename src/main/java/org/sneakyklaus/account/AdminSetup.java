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

/** Creates the one admin, once, at the first run. */
@Component
public class AdminSetup {

    private static final Logger log = LoggerFactory.getLogger(AdminSetup.class);

    /** The time zone of an admin who gave none. */
    public static final ZoneId ANYWHERE = ZoneId.of("UTC");

    private final AdminRepository admins;
    private final Passwords passwords;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    /** Once there is an admin there always is one, so the database is queried only until then. */
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

    /** Returns whether there is no admin yet. */
    public boolean isDue() {
        if (!known.get() && admins.count() > 0) {
            known.set(true);
        }
        return !known.get();
    }

    /**
     * Creates the admin and emails them a link to confirm the address.
     *
     * @param zone the admin's time zone, for the times on pages; {@link #ANYWHERE} if unknown
     * @param language the language of emails to the admin, a supported one
     * @throws RuleViolation on {@code password} if it is made of names that are on every page
     * @throws ConflictException if there is one already, even if created at the same moment
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
            // Spring does not translate SQLite's constraint violation.
            if (isDue()) {
                throw e;
            }
            throw new ConflictException("setup.done");
        }
        log.info("Admin account created");
    }
}
