package org.sneakyklaus.support.web;

import org.sneakyklaus.support.RuleViolation;

/** The box that must be ticked before something that cannot be taken back. */
public final class Confirmation {

    private Confirmation() {}

    /** @throws RuleViolation on {@code confirm} when the box was not ticked */
    public static void require(boolean confirmed) {
        if (!confirmed) {
            throw RuleViolation.onField("confirm", "confirm.required");
        }
    }
}
