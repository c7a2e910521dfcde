package org.sneakyklaus.support.web;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of a small form that was refused, for the page that shows the form again.
 *
 * @param form the last part of the form's path, such as {@code participants}
 * @param values typed values by field
 * @param errors errors by field, in the reader's language
 */
public record Rejected(String form, Map<String, String> values, Map<String, String> errors) {

    /** Returns the value typed into a field, or null if this form was not refused. */
    public @Nullable String value(String form, String field) {
        return this.form.equals(form) ? values.get(field) : null;
    }

    /** Returns whether the checkbox of a field with this value was ticked when this form was refused. */
    public boolean ticked(String form, String field, Object value) {
        var ticked = value(form, field);
        return ticked != null && Arrays.asList(ticked.split(",", -1)).contains(value.toString());
    }

    /** Returns the error of a field of this form, or null. */
    public @Nullable String error(String form, String field) {
        return this.form.equals(form) ? errors.get(field) : null;
    }
}
