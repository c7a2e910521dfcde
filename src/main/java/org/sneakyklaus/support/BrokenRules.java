package org.sneakyklaus.support;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gathers the rules that a request breaks, so that whoever sent it learns of all of them at once. */
public final class BrokenRules {

    private @Nullable RuleViolation first;

    /** Notes a broken rule. */
    public void add(RuleViolation violation) {
        if (first == null) {
            first = violation;
        } else {
            first.addSuppressed(violation);
        }
    }

    /** Notes what a check finds broken. */
    public BrokenRules check(Runnable check) {
        try {
            check.run();
        } catch (RuleViolation violation) {
            add(violation);
        }
        return this;
    }

    /** A value; where it breaks a rule, something to go on with until all of them are refused. */
    public <T> T or(Supplier<T> value, T standIn) {
        try {
            return value.get();
        } catch (RuleViolation violation) {
            add(violation);
            return standIn;
        }
    }

    /**
     * The last value to read.
     *
     * @throws RuleViolation as {@link #refuse} does
     */
    public <T> T orRefuse(Supplier<T> value) {
        T read;
        try {
            read = value.get();
        } catch (RuleViolation violation) {
            add(violation);
            throw Objects.requireNonNull(first);
        }
        refuse();
        return read;
    }

    /** @throws RuleViolation of every rule that was found broken, if any */
    public void refuse() {
        if (first != null) {
            throw first;
        }
    }
}
