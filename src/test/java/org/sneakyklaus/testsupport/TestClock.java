package org.sneakyklaus.testsupport;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test moves it, or lets it go. */
public final class TestClock extends Clock {

    /** Where it stands when a test begins: a Wednesday morning, a month before Christmas. */
    public static final Instant START = Instant.parse("2026-11-25T10:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private volatile Duration step = Duration.ZERO;

    /** Moves it to an instant, also back; there it stands. */
    public void set(Instant instant) {
        step = Duration.ZERO;
        now.set(instant);
    }

    /** Lets it go on by this much whenever somebody looks, until it is set. */
    public void moveOnAtEveryLook(Duration step) {
        this.step = step;
    }

    /** Moves it on. */
    public void advance(Duration duration) {
        now.updateAndGet(instant -> instant.plus(duration));
    }

    @Override
    public Instant instant() {
        return now.getAndUpdate(instant -> instant.plus(step));
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Ask for the instant and put it into a zone");
    }
}
