package org.sneakyklaus.support;

import org.jspecify.annotations.Nullable;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.validation.Errors;

/** A rule of the product that a request breaks; its message is shown to the user, at the field where there is one. */
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

    /** Adds this violation to a form's errors, at its field if the form has it. */
    public void rejectIn(Errors errors) {
        if (field == null) {
            errors.reject(key, arguments, null);
        } else {
            errors.rejectValue(field, key, arguments, null);
        }
    }
}
