package org.sneakyklaus.exchange;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An entry of an exchange's activity. */
@Entity
@Table(name = "exchange_event")
class HistoryEntry {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private Instant createdAt;

    @Column(updatable = false)
    private long exchangeId;

    @Enumerated(EnumType.STRING)
    private ExchangeHistory.Kind kind;

    @Column(updatable = false)
    private String detail = "";

    @SuppressWarnings("NullAway.Init")
    protected HistoryEntry() {}

    HistoryEntry(long exchangeId, ExchangeHistory.Kind kind, Instant now) {
        this.createdAt = now;
        this.exchangeId = exchangeId;
        this.kind = kind;
    }

    Instant createdAt() {
        return createdAt;
    }

    ExchangeHistory.Kind kind() {
        return kind;
    }
}
