package org.sneakyklaus.support.settings;

import java.util.ArrayList;
import java.util.List;
import org.sneakyklaus.support.settings.WrongSettings.Problem;

/** What must hold for some settings: looked at one after the other, so that all that are wrong are told together. */
public final class Requirements {

    private final List<Problem> broken = new ArrayList<>();

    /** Without that the variable is not what it must be. */
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

    /** @throws WrongSettings that names all that does not hold */
    public void check() {
        if (!broken.isEmpty()) {
            throw new WrongSettings(broken);
        }
    }
}
