package org.sneakyklaus.exchange;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A reminder of an exchange: so many days before its date. */
@Entity
class ReminderInterval {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Column(updatable = false)
    private Instant createdAt;

    private int daysBefore;

    @SuppressWarnings("NullAway.Init")
    protected ReminderInterval() {}

    ReminderInterval(int daysBefore, Instant now) {
        this.createdAt = now;
        this.daysBefore = daysBefore;
    }

    int daysBefore() {
        return daysBefore;
    }
}
