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
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An entry of an exchange's activity. */
@Entity
@Table(name = "exchange_event")
class HistoryEntry {

    private static final Set<ExchangeHistory.Kind> ABOUT_PEOPLE =
            EnumSet.range(ExchangeHistory.Kind.GUARDIAN_CHANGED, ExchangeHistory.Kind.ACCOUNT_TIED);

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private Instant createdAt;

    @Column(updatable = false)
    private long exchangeId;

    @Enumerated(EnumType.STRING)
    private ExchangeHistory.Kind kind;

    /**
     * Of a draw or adjustment its {@link AdjustmentRisk}, of a restore the backup's time, of no draw the {@link NotDrawn},
     * of what is about participants their ids, separated by commas; else empty.
     */
    private String detail = "";

    @SuppressWarnings("NullAway.Init")
    protected HistoryEntry() {}

    HistoryEntry(long exchangeId, ExchangeHistory.Kind kind, Instant now) {
        this.createdAt = now;
        this.exchangeId = exchangeId;
        this.kind = kind;
    }

    HistoryEntry(long exchangeId, ExchangeHistory.Kind kind, List<Long> people, Instant now) {
        this(exchangeId, kind, now);
        detail = people.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    HistoryEntry(long exchangeId, NotDrawn why, Instant now) {
        this(exchangeId, ExchangeHistory.Kind.NOT_DRAWN, now);
        this.detail = why.name();
    }

    Instant createdAt() {
        return createdAt;
    }

    ExchangeHistory.Kind kind() {
        return kind;
    }

    void rate(AdjustmentRisk risk) {
        detail = risk.name();
    }

    /** Returns the risk of a draw or adjustment; empty if none was recorded. */
    Optional<AdjustmentRisk> risk() {
        return detail.isEmpty() ? Optional.empty() : Optional.of(AdjustmentRisk.valueOf(detail));
    }

    /** Returns the ids of the participants it is about. */
    List<Long> people() {
        return ABOUT_PEOPLE.contains(kind)
                ? Arrays.stream(detail.split(",")).map(Long::valueOf).toList()
                : List.of();
    }

    /** Returns why names were not drawn; empty for any other kind. */
    Optional<NotDrawn> notDrawn() {
        return kind == ExchangeHistory.Kind.NOT_DRAWN ? Optional.of(NotDrawn.valueOf(detail)) : Optional.empty();
    }

    /** Returns the time of the backup that was restored. */
    Instant restoredTo() {
        return Instant.parse(detail);
    }
}
