package org.sneakyklaus.notification;

import org.jspecify.annotations.Nullable;

/**
 * Which e-mails of the outbox to show; what is null or blank holds for all.
 *
 * @param exchange the id of what it is about
 * @param participant the id of whom it is about
 * @param exchangeName part of the name of what it is about
 * @param q part of the name or the address of whom it is about
 */
public record OutboxFilter(
        @Nullable OutboxState state,
        @Nullable Delivery delivery,
        @Nullable Long exchange,
        @Nullable Long participant,
        String exchangeName,
        String q) {

    /** Lets everything through. */
    public static final OutboxFilter ALL = new OutboxFilter(null, null, null, null, "", "");

    /** Those in one state. */
    public static OutboxFilter in(@Nullable OutboxState state) {
        return new OutboxFilter(state, null, null, null, "", "");
    }

    @Override
    public String toString() {
        return "OutboxFilter[" + state + "]";
    }
}
