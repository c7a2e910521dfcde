package org.sneakyklaus.outbox;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which emails of the outbox to show; null stands for any.
 *
 * @param exchanges ids of what they are about
 * @param participants ids of whom they are about
 */
public record OutboxFilter(
        @Nullable OutboxState state,
        @Nullable Delivery delivery,
        @Nullable Set<Long> exchanges,
        @Nullable Set<Long> participants) {

    /** Every email. */
    public static final OutboxFilter ALL = new OutboxFilter(null, null, null, null);

    /** Emails in one state. */
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
