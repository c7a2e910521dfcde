package org.sneakyklaus.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All kinds of email. The names are stored. */
public enum MailKind {
    /** Asks a new participant, registered or added, to confirm the address. */
    REGISTRATION_CONFIRMATION(Priority.AWAITED),
    /** A requested sign-in link; an hour later they have asked again or given up. */
    SIGN_IN(Priority.FIRST, Duration.ofHours(1)),
    /** Links to all exchanges of an address. */
    FIND_EXCHANGES(Priority.FIRST, Duration.ofHours(1)),
    /** Confirms a participant's new address; sent there. */
    ADDRESS_CHANGE(Priority.AWAITED),
    /** Tells a participant that someone else made them the guardian of people. */
    GUARDIAN(Priority.AWAITED),
    /** Names are drawn. */
    PAIRING,
    /** Names were drawn again; the earlier pairings are void. */
    DRAWN_AGAIN,
    /** The draw was undone. */
    DRAW_CANCELLED,
    /** The draw was adjusted; each participant's own page says whether it concerns them. */
    DRAW_ADJUSTED,
    /** Asks everyone to check who they drew, whether they have looked or not. */
    HAVE_YOU_LOOKED,
    /** Reminds of the day; of no use after it. */
    REMINDER,
    /** The date or budget changed; the detail holds the previous values. */
    CHANGED,
    /** The exchange was cancelled. */
    CALLED_OFF,
    /** Sends a participant what the organiser wrote to all; the detail is the id of the announcement. */
    ANNOUNCEMENT,
    /** Tells everyone that a participant is reached another way; the detail is the kind of activity and their id. */
    WAY_CHANGED,
    /** Invites someone who agreed to that in an earlier exchange; the detail is the id of what is kept of them. */
    INVITED_AGAIN,
    /** Confirms to a participant that they left. */
    WITHDRAWAL,
    /** Tells a participant that the organiser removed them. */
    REMOVED,
    /** Tells a guardian that the organiser removed a person they look after. */
    PERSON_REMOVED,
    /** Tells the admin that someone registered. */
    SOMEBODY_REGISTERED,
    /** Tells the admin that a participant left. */
    SOMEBODY_WITHDREW,
    /** Tells the admin that registration is closed. */
    REGISTRATION_CLOSED,
    /** Tells the admin that registration is closed, and why names were not drawn; the detail names the reason. */
    NOT_DRAWN,
    /** Tells the admin that names are drawn; the detail is the number of the draw. */
    DRAWN,
    /** Tells the admin that a participant asks to leave. */
    LEAVE_REQUEST,
    /** Tells the admin that an exchange is about to be deleted; the detail is the instant. */
    PURGE_WARNING,
    /** Tells the admin that an exchange is completed. */
    COMPLETED,
    /** Tells the admin that a job failed; the detail is its id. */
    JOB_FAILED,
    /** Tells the admin of undelivered emails; the detail is the instant at which they were gathered. */
    UNDELIVERED,
    /** Tells the admin that a webhook is paused; the detail is the id of its exchange, or 0, and its host. */
    WEBHOOK_PAUSED,
    /** A link for a new password that the admin asked for; it expires after an hour. */
    PASSWORD_RESET(Priority.FIRST, Duration.ofHours(1)),
    /** Confirms an address of the admin; the detail is that address, and the email is sent there. */
    ADMIN_ADDRESS(Priority.AWAITED),
    /**
     * Tells the admin that another address was asked for; the detail is the current one, and the email is sent there.
     */
    ADMIN_MOVES(Priority.AWAITED),
    /** Tests whether emails arrive; the detail is the address. Never queued. */
    TEST;

    /** Kinds about a participant that go to the admin. */
    static final Set<MailKind> ABOUT_SOMEBODY_TO_ADMIN = Set.of(SOMEBODY_REGISTERED, SOMEBODY_WITHDREW, LEAVE_REQUEST);

    /** Kinds that tell all participants of a change of the draw; their detail is the number of that draw. */
    static final Set<MailKind> ABOUT_THE_DRAW = Set.of(PAIRING, DRAWN_AGAIN, DRAW_ADJUSTED, DRAW_CANCELLED);

    private final Priority priority;
    private final @Nullable Duration useFor;

    MailKind() {
        this(Priority.NEWS);
    }

    MailKind(Priority priority) {
        this.priority = priority;
        this.useFor = null;
    }

    MailKind(Priority priority, Duration useFor) {
        this.priority = priority;
        this.useFor = useFor;
    }

    /** Returns the priority; a higher one is sent earlier. */
    int priority() {
        return priority.stored;
    }

    /** Returns the priority for which part of the daily limit is reserved. */
    static int highestPriority() {
        return Priority.FIRST.stored;
    }

    /** Returns whether someone can cause it to be sent to an address whose owner has not asked for anything. */
    boolean isUnasked() {
        return switch (this) {
            case REGISTRATION_CONFIRMATION, SIGN_IN, FIND_EXCHANGES, ADDRESS_CHANGE, GUARDIAN, ADMIN_ADDRESS -> true;
            // Sent to participants, or people who want to be invited, by the organiser or a job; a participant who
            // leaves is signed in.
            case PAIRING,
                    DRAWN_AGAIN,
                    DRAW_CANCELLED,
                    DRAW_ADJUSTED,
                    HAVE_YOU_LOOKED,
                    REMINDER,
                    CHANGED,
                    CALLED_OFF,
                    ANNOUNCEMENT,
                    WAY_CHANGED,
                    INVITED_AGAIN,
                    WITHDRAWAL,
                    REMOVED,
                    PERSON_REMOVED -> false;
            // Sent to the admin's own address; a test bypasses the outbox and is counted there.
            case SOMEBODY_REGISTERED,
                    SOMEBODY_WITHDREW,
                    REGISTRATION_CLOSED,
                    NOT_DRAWN,
                    DRAWN,
                    LEAVE_REQUEST,
                    PURGE_WARNING,
                    COMPLETED,
                    JOB_FAILED,
                    UNDELIVERED,
                    WEBHOOK_PAUSED,
                    PASSWORD_RESET,
                    ADMIN_MOVES,
                    TEST -> false;
        };
    }

    /** Returns whether the recipient can do without it. */
    public boolean isOptional() {
        return this == REMINDER || this == HAVE_YOU_LOOKED;
    }

    /** Returns until when an email queued now is worth sending; empty if its kind sets no limit. */
    Optional<Instant> useUntil(Instant queuedAt) {
        return Optional.ofNullable(useFor).map(queuedAt::plus);
    }

    private enum Priority {
        /** Someone waits at a page and cannot go on without it. */
        FIRST(20),
        /** Someone has just done something and expects the email. */
        AWAITED(10),
        NEWS(0);

        private final int stored;

        Priority(int stored) {
            this.stored = stored;
        }
    }
}
