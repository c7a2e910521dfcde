package org.sneakyklaus.outbox;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Selects emails of the outbox; null matches any.
 *
 * @param exchanges ids of the exchanges they are about
 * @param participants ids of the participants they are about
 */
public record OutboxFilter(
        @Nullable OutboxState state,
        @Nullable Delivery delivery,
        @Nullable Set<Long> exchanges,
        @Nullable Set<Long> participants) {

    /** Matches every email. */
    public static final OutboxFilter ALL = new OutboxFilter(null, null, null, null);

    /** Returns a filter for emails in one state. */
    public static OutboxFilter in(@Nullable OutboxState state) {
        return new OutboxFilter(state, null, null, null);
    }

    Set<Long> exchangesOrNone() {
        return Objects.requireNonNullElse(exchanges, Set.of());
    }

    Set<Long> participantsOrNone() {
        return Objects.requireNonNullElse(participants, Set.of());
    }
}
