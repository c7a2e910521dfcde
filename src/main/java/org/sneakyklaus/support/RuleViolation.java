package org.sneakyklaus.support;

import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.validation.Errors;

/**
 * Signals that a request breaks a rule of the product; the message is shown to the user, at the field if there is one.
 * If several are broken at once, the first carries the others as suppressed exceptions ({@link BrokenRules}).
 */
public final class RuleViolation extends RuntimeException {

    private final @Nullable String field;
    private final String key;
    private final Object[] arguments;

    private RuleViolation(@Nullable String field, String key, Object[] arguments) {
        super(key);
        this.field = field;
        this.key = key;
        this.arguments = arguments;
    }

    /** Creates a violation by the request as a whole. */
    public static RuleViolation of(String key, Object... arguments) {
        return new RuleViolation(null, key, arguments);
    }

    /** Creates a violation by the value of a form field. */
    public static RuleViolation onField(String field, String key, Object... arguments) {
        return new RuleViolation(field, key, arguments);
    }

    /** Returns the name of the field that broke it, or null if it belongs to no field. */
    public @Nullable String field() {
        return field;
    }

    /** Returns the text to show, to be resolved in the reader's language. */
    public DefaultMessageSourceResolvable message() {
        return new DefaultMessageSourceResolvable(new String[] {key}, arguments);
    }

    /** Returns this violation and those found with it. */
    public Stream<RuleViolation> all() {
        var others = Arrays.stream(getSuppressed())
                .filter(RuleViolation.class::isInstance)
                .map(RuleViolation.class::cast);
        return Stream.concat(Stream.of(this), others.flatMap(RuleViolation::all));
    }

    /** Adds all violations to a form's errors, each at its field; a field that already has an error keeps that one. */
    public void rejectIn(Errors errors) {
        all().forEach(violation -> violation.rejectAloneIn(errors));
    }

    private void rejectAloneIn(Errors errors) {
        if (field == null) {
            errors.reject(key, arguments, null);
        } else if (!errors.hasFieldErrors(field)) {
            errors.rejectValue(field, key, arguments, null);
        }
    }
}
