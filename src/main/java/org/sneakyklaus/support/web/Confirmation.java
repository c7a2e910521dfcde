package org.sneakyklaus.support.web;

import org.sneakyklaus.support.RuleViolation;

/** The checkbox that must be ticked before an irreversible action. */
public final class Confirmation {

    private Confirmation() {}

    /** @throws RuleViolation on {@code confirm} if the box was not ticked */
    public static void require(boolean confirmed) {
        if (!confirmed) {
            throw RuleViolation.onField("confirm", "confirm.required");
        }
    }
}
