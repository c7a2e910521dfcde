package org.sneakyklaus.support;

import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.validation.Errors;

/**
 * A rule of the product that a request breaks; its message is shown to the user, at the field where there is one. When
 * several are broken at once, the first carries the others as suppressed ones ({@link BrokenRules}).
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

    /** Broken by the request as a whole. */
    public static RuleViolation of(String key, Object... arguments) {
        return new RuleViolation(null, key, arguments);
    }

    /** Broken by what was typed into one field of the form. */
    public static RuleViolation onField(String field, String key, Object... arguments) {
        return new RuleViolation(field, key, arguments);
    }

    /** The name of the field that broke it, or null when it belongs to no field. */
    public @Nullable String field() {
        return field;
    }

    /** The text to show, to be resolved in the reader's language. */
    public DefaultMessageSourceResolvable message() {
        return new DefaultMessageSourceResolvable(new String[] {key}, arguments);
    }

    /** This violation and those that were found with it. */
    public Stream<RuleViolation> all() {
        var others = Arrays.stream(getSuppressed())
                .filter(RuleViolation.class::isInstance)
                .map(RuleViolation.class::cast);
        return Stream.concat(Stream.of(this), others.flatMap(RuleViolation::all));
    }

    /** Adds all violations to a form's errors, each at its field; a field that has an error already keeps that one. */
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
