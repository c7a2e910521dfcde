package org.sneakyklaus.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every e-mail that exists. The names are stored. */
public enum MailKind {
    /** Asks somebody who registered or was added to confirm the address. */
    REGISTRATION_CONFIRMATION(Priority.AWAITED),
    /** The link that somebody asked for; an hour later they have asked again or given up. */
    SIGN_IN(Priority.FIRST, Duration.ofHours(1)),
    /** Links to all exchanges of an address. */
    FIND_EXCHANGES(Priority.FIRST, Duration.ofHours(1)),
    /** Confirms a new address; goes there. */
    ADDRESS_CHANGE(Priority.AWAITED),
    /** The names are drawn. */
    PAIRING,
    /** Drawn once more; the earlier names are void. */
    DRAWN_AGAIN,
    /** There is no draw any more. */
    DRAW_CANCELLED,
    /** The draw was mended; one's own page says whether it concerns one. */
    DRAW_ADJUSTED,
    /** Asks everybody to look whom they give to, whether they have looked or not. */
    HAVE_YOU_LOOKED,
    /** The day is near; of no use after it. */
    REMINDER,
    /** Date or budget are no longer what they were; the detail is how they stood before. */
    CHANGED,
    /** The exchange does not take place. */
    CALLED_OFF,
    /** Confirms to somebody that they have withdrawn. */
    WITHDRAWAL,
    /** Tells somebody that the organiser removed them. */
    REMOVED,
    /** Tells the admin that somebody registered. */
    SOMEBODY_REGISTERED,
    /** Tells the admin that somebody withdrew. */
    SOMEBODY_WITHDREW,
    /** Tells the admin that nobody can register any more. */
    REGISTRATION_CLOSED,
    /** Tells the admin that the names are drawn; the detail is the number of the draw. */
    DRAWN,
    /** Tells the admin that somebody asks to be let out. */
    LEAVE_REQUEST,
    /** Tells the admin that an exchange is about to be deleted; the detail is the instant. */
    PURGE_WARNING,
    /** Tells the admin that an exchange is done. */
    COMPLETED,
    /** Tells the admin that a job failed; the detail is its id. */
    JOB_FAILED,
    /** Tells the admin of e-mails that got stuck or came back; the detail is the instant that they were gathered. */
    UNDELIVERED,
    /** The link to a new password that the admin asked for; an hour later it has expired. */
    PASSWORD_RESET(Priority.FIRST, Duration.ofHours(1)),
    /** Confirms an address of the admin; the detail is that address, and it goes there. */
    ADMIN_ADDRESS(Priority.AWAITED),
    /** Tells the admin that another address was asked for; the detail is the present one, and it goes there. */
    ADMIN_MOVES(Priority.AWAITED),
    /** Finds out whether e-mails arrive; the detail is the address. It is never queued. */
    TEST;

    /** Those about a participant that go to the admin. */
    static final Set<MailKind> ABOUT_SOMEBODY_TO_ADMIN = Set.of(SOMEBODY_REGISTERED, SOMEBODY_WITHDREW, LEAVE_REQUEST);

    /** Those that tell everybody of a change of the draw; their detail is the number of that draw. */
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

    /** The higher, the earlier. */
    int priority() {
        return priority.stored;
    }

    /** That of mails to whom a part of the daily limit is reserved. */
    static int highestPriority() {
        return Priority.FIRST.stored;
    }

    /** Whether somebody can have it sent to an address whose owner has not asked for anything. */
    boolean isUnasked() {
        return switch (this) {
            case REGISTRATION_CONFIRMATION, SIGN_IN, FIND_EXCHANGES, ADDRESS_CHANGE, ADMIN_ADDRESS -> true;
            // What the organiser or a job tells those who take part; who withdraws is signed in.
            case PAIRING,
                    DRAWN_AGAIN,
                    DRAW_CANCELLED,
                    DRAW_ADJUSTED,
                    HAVE_YOU_LOOKED,
                    REMINDER,
                    CHANGED,
                    CALLED_OFF,
                    WITHDRAWAL,
                    REMOVED -> false;
            // To the admin's own address; a test goes past the outbox and is counted there.
            case SOMEBODY_REGISTERED,
                    SOMEBODY_WITHDREW,
                    REGISTRATION_CLOSED,
                    DRAWN,
                    LEAVE_REQUEST,
                    PURGE_WARNING,
                    COMPLETED,
                    JOB_FAILED,
                    UNDELIVERED,
                    PASSWORD_RESET,
                    ADMIN_MOVES,
                    TEST -> false;
        };
    }

    /** Whether nothing is missed without it. */
    public boolean isOptional() {
        return this == REMINDER || this == HAVE_YOU_LOOKED;
    }

    /** Until when a mail that is queued now is worth sending, where its age alone decides. */
    Optional<Instant> useUntil(Instant queuedAt) {
        return Optional.ofNullable(useFor).map(queuedAt::plus);
    }

    private enum Priority {
        /** Somebody sits before a page and cannot go on. */
        FIRST(20),
        /** Somebody has just done something and waits for the mail. */
        AWAITED(10),
        NEWS(0);

        private final int stored;

        Priority(int stored) {
            this.stored = stored;
        }
    }
}
