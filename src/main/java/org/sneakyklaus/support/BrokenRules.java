package org.sneakyklaus.support;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects the rules that a request breaks, so that all are reported at once. */
public final class BrokenRules {

    private @Nullable RuleViolation first;

    /** Adds a broken rule. */
    public void add(RuleViolation violation) {
        if (first == null) {
            first = violation;
        } else {
            first.addSuppressed(violation);
        }
    }

    /** Runs a check and adds the rules that it finds broken. */
    public BrokenRules check(Runnable check) {
        try {
            check.run();
        } catch (RuleViolation violation) {
            add(violation);
        }
        return this;
    }

    /** Returns a value or, if it breaks a rule, a stand-in to continue with until all are refused. */
    public <T> T or(Supplier<T> value, T standIn) {
        try {
            return value.get();
        } catch (RuleViolation violation) {
            add(violation);
            return standIn;
        }
    }

    /**
     * Returns the last value to read.
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

    /** @throws RuleViolation with all broken rules, if any */
    public void refuse() {
        if (first != null) {
            throw first;
        }
    }
}
