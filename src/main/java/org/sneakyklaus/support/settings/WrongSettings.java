package org.sneakyklaus.support.settings;

import java.util.List;
import java.util.stream.Collectors;

/** Signals invalid settings. The message is for the operator, and contains no secret. */
public final class WrongSettings extends IllegalArgumentException {

    /**
     * An invalid setting.
     *
     * @param sentence names the variable and says what is wrong
     */
    record Problem(Variable variable, String sentence) {

        static Problem of(Variable variable) {
            return of(variable, "must be " + variable.form());
        }

        static Problem of(Variable variable, String problem) {
            return new Problem(variable, variable + " " + problem + ", for example " + variable.example());
        }
    }

    private final List<Problem> problems;

    /** Signals that a variable does not have the required form. */
    public WrongSettings(Variable variable) {
        this(List.of(Problem.of(variable)));
    }

    /** @param problem the end of a sentence that begins with the variable and goes on with an example */
    public WrongSettings(Variable variable, String problem) {
        this(List.of(Problem.of(variable, problem)));
    }

    /** @param sentence the whole message, such as about a file that holds the variable */
    public static WrongSettings inWords(Variable variable, String sentence) {
        return new WrongSettings(List.of(new Problem(variable, sentence)));
    }

    WrongSettings(List<Problem> problems) {
        super(problems.stream().map(Problem::sentence).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** Returns the problems, a sentence each, without secrets. */
    public List<String> sentences() {
        return problems.stream().map(Problem::sentence).toList();
    }

    List<Problem> problems() {
        return problems;
    }
}
