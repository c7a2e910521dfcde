package org.sneakyklaus.outbox;

import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.support.SecretBox;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Manages addresses not to be emailed: the owner said that an exchange does not concern them, or emails bounced or were
 * marked as spam. Stores only a keyed hash of each.
 */
@Component
public class Suppressions {

    /** Why an address gets only necessary emails. The names are stored. */
    public enum Reason {
        /** Emails do not arrive there. */
        BOUNCED,
        /** Its owner marked an email as spam. */
        COMPLAINED
    }

    private static final String NOT_ME = "not_me";

    private final JdbcClient jdbc;
    private final SecretBox secretBox;
    private final Clock clock;

    Suppressions(JdbcClient jdbc, SecretBox secretBox, Clock clock) {
        this.jdbc = jdbc;
        this.secretBox = secretBox;
        this.clock = clock;
    }

    /** Returns whether the owner of an address said that this exchange does not concern them. */
    @Transactional(readOnly = true)
    public boolean holds(long exchangeId, EmailAddress address) {
        return exists(address, "exchange_id = ?", exchangeId);
    }

    /** Like {@link #holds}, for many addresses of one exchange with a single query. */
    @Transactional(readOnly = true)
    public Predicate<EmailAddress> heldBy(long exchangeId) {
        var hashes = jdbc.sql("SELECT address_hash FROM suppressed_address WHERE exchange_id = ?")
                .param(exchangeId)
                .query(String.class)
                .set();
        return address -> hashes.contains(hash(address));
    }

    /** Stops this exchange from ever emailing an address again. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(long exchangeId, EmailAddress address) {
        if (!holds(exchangeId, address)) {
            insert(address, exchangeId, NOT_ME);
        }
    }

    /** Returns whether an address gets only necessary emails, such as a link that its owner asks for. */
    @Transactional(readOnly = true)
    public boolean holdsEverywhere(EmailAddress address) {
        return exists(address, "exchange_id IS NULL");
    }

    /** Limits an address to necessary emails from now on; each reason lasts independently. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void addEverywhere(EmailAddress address, Reason reason) {
        if (!exists(address, "exchange_id IS NULL AND reason = ?", reason.name())) {
            insert(address, null, reason.name());
        }
    }

    /** Lifts a bounce noted before an instant. What the owner said stays. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void liftBounce(EmailAddress address, Instant before) {
        jdbc.sql("DELETE FROM suppressed_address WHERE address_hash = ? AND exchange_id IS NULL AND reason = ?"
                        + " AND created_at < ?")
                .params(hash(address), Reason.BOUNCED.name(), before.toEpochMilli())
                .update();
    }

    private boolean exists(EmailAddress address, String condition, Object... values) {
        return jdbc.sql("SELECT count(*) FROM suppressed_address WHERE address_hash = ? AND " + condition)
                        .param(hash(address))
                        .params(values)
                        .query(Long.class)
                        .single()
                > 0;
    }

    private void insert(EmailAddress address, @Nullable Long exchangeId, String reason) {
        jdbc.sql("INSERT INTO suppressed_address (created_at, address_hash, exchange_id, reason)"
                        + " VALUES (:now, :hash, :exchange, :reason)")
                .param("now", clock.millis())
                .param("hash", hash(address))
                .param("exchange", exchangeId, Types.BIGINT)
                .param("reason", reason)
                .update();
    }

    private String hash(EmailAddress address) {
        return secretBox.hash("suppressed address", address.value());
    }
}
