package org.sneakyklaus.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.sneakyklaus.support.ConflictException;
import org.sneakyklaus.support.RuleViolation;

/** Checks that something is refused, for the right reason. */
public final class Refusals {

    private Refusals() {}

    /** Refused because of what was typed into a field. */
    public static void assertRefusedOnField(String field, String key, ThrowingCallable attempt) {
        assertThatExceptionOfType(RuleViolation.class).isThrownBy(attempt).satisfies(violation -> {
            assertThat(violation.message().getCode()).isEqualTo(key);
            assertThat(violation.field()).isEqualTo(field);
        });
    }

    /** Refused as a whole. */
    public static void assertRefused(String key, ThrowingCallable attempt) {
        assertThatExceptionOfType(RuleViolation.class).isThrownBy(attempt).satisfies(violation -> {
            assertThat(violation.message().getCode()).isEqualTo(key);
            assertThat(violation.field()).isNull();
        });
    }

    /** Refused on a page, at a field of a form, with everything that was typed still there. */
    public static void assertRefusedOnForm(Page answer, String form, String field, Map<String, String> typed) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(422);
        assertThat(answer.errorAt(form, field)).isNotEmpty().doesNotContain("{", "Exception", "typeMismatch");
        typed.forEach((name, value) -> assertThat(answer.value(form, name).replace("\r\n", "\n"))
                .as(name)
                .isEqualTo(value.replace("\u0000", "\ufffd")));
    }

    /** Refused because something changed in between. */
    public static void assertConflict(String key, ThrowingCallable attempt) {
        assertThatExceptionOfType(ConflictException.class)
                .isThrownBy(attempt)
                .satisfies(conflict -> assertThat(conflict.message().getCode()).isEqualTo(key));
    }
}
