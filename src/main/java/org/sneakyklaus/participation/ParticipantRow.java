package org.sneakyklaus.participation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.support.EmailAddress;

/** A participant as stored, for reading many at once. */
record ParticipantRow(
        long id,
        long exchangeId,
        String name,
        Way way,
        @Nullable String email,
        @Nullable Long managedBy,
        String giftIdeas,
        boolean reminderEnabled,
        boolean addedByAdmin,
        @Nullable Instant confirmedAt,
        @Nullable Instant withdrawnAt,
        @Nullable Instant removedAt,
        @Nullable Instant leaveRequestedAt,
        Instant createdAt) {

    ParticipantView view() {
        return new ParticipantView(
                id,
                exchangeId,
                name,
                way,
                email == null ? null : new EmailAddress(email),
                managedBy,
                giftIdeas,
                reminderEnabled,
                addedByAdmin,
                confirmedAt != null,
                withdrawnAt != null,
                removedAt != null,
                leaveRequestedAt != null,
                createdAt);
    }
}
