package org.sneakyklaus.support.settings;

import java.util.List;
import java.util.stream.Collectors;

/** What somebody set cannot be used. The message is for whoever starts the application, and tells no secret. */
public final class WrongSettings extends IllegalArgumentException {

    /**
     * One that cannot be used.
     *
     * @param sentence names it and says what is wrong
     */
    record Problem(Variable variable, String sentence) {

        static Problem of(Variable variable) {
            return new Problem(
                    variable, variable + " must be " + variable.form() + ", for example " + variable.example());
        }
    }

    private final List<Problem> problems;

    /** It is not what it must be. */
    public WrongSettings(Variable variable) {
        this(List.of(Problem.of(variable)));
    }

    /** @param problem the end of a sentence that begins with the variable and goes on with an example */
    public WrongSettings(Variable variable, String problem) {
        this(List.of(new Problem(variable, variable + " " + problem + ", for example " + variable.example())));
    }

    WrongSettings(List<Problem> problems) {
        super(problems.stream().map(Problem::sentence).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** @throws WrongSettings when that does not hold, without which the variable is not what it must be */
    public static void unless(boolean holds, Variable variable) {
        if (!holds) {
            throw new WrongSettings(variable);
        }
    }

    /** @throws WrongSettings with this problem when that does not hold */
    public static void unless(boolean holds, Variable variable, String problem) {
        if (!holds) {
            throw new WrongSettings(variable, problem);
        }
    }

    /** What is wrong, a sentence each, without what is secret. */
    public List<String> sentences() {
        return problems.stream().map(Problem::sentence).toList();
    }

    List<Problem> problems() {
        return problems;
    }
}
