package org.sneakyklaus.account;

import java.time.Clock;
import java.time.ZoneId;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.support.ConflictException;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.support.Languages;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** The first run: makes the one admin, once. */
@Component
public class AdminSetup {

    private static final Logger log = LoggerFactory.getLogger(AdminSetup.class);

    /** The time zone of an admin who did not tell theirs. */
    public static final ZoneId ANYWHERE = ZoneId.of("UTC");

    private final AdminRepository admins;
    private final PasswordEncoder encoder;
    private final Clock clock;

    /** Once there is an admin there always is one; so the database is asked only until then. */
    private final AtomicBoolean known = new AtomicBoolean();

    AdminSetup(AdminRepository admins, PasswordEncoder encoder, Clock clock) {
        this.admins = admins;
        this.encoder = encoder;
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
     * Makes the admin.
     *
     * @param zone where the admin lives, for the times on pages; {@link #ANYWHERE} when that is not known
     * @throws ConflictException when there is one already, be it made at the same moment
     */
    public void create(EmailAddress email, AdminPassword password, ZoneId zone) {
        if (!isDue()) {
            throw new ConflictException("setup.done");
        }
        var hash = Objects.requireNonNull(encoder.encode(password.text()));
        try {
            admins.saveAndFlush(new Admin(email, hash, zone, Languages.SUPPORTED.get(0), clock.instant()));
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
