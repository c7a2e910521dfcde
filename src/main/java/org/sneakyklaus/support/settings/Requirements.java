package org.sneakyklaus.support.settings;

import java.util.ArrayList;
import java.util.List;
import org.sneakyklaus.support.settings.WrongSettings.Problem;

/** Requirements on settings, checked one after the other, so that all invalid ones are reported together. */
public final class Requirements {

    private final List<Problem> broken = new ArrayList<>();

    /** Requires a condition, without which the variable has an invalid form. */
    public Requirements that(boolean holds, Variable variable) {
        return that(holds, Problem.of(variable));
    }

    /** @param problem the end of a sentence that begins with the variable and goes on with an example */
    public Requirements that(boolean holds, Variable variable, String problem) {
        return that(holds, Problem.of(variable, problem));
    }

    private Requirements that(boolean holds, Problem problem) {
        if (!holds) {
            broken.add(problem);
        }
        return this;
    }

    /** @throws WrongSettings naming all that does not hold */
    public void check() {
        if (!broken.isEmpty()) {
            throw new WrongSettings(broken);
        }
    }
}
