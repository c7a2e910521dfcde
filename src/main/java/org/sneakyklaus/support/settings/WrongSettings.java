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
            return of(variable, "must be " + variable.form());
        }

        static Problem of(Variable variable, String problem) {
            return new Problem(variable, variable + " " + problem + ", for example " + variable.example());
        }
    }

    private final List<Problem> problems;

    /** It is not what it must be. */
    public WrongSettings(Variable variable) {
        this(List.of(Problem.of(variable)));
    }

    /** @param problem the end of a sentence that begins with the variable and goes on with an example */
    public WrongSettings(Variable variable, String problem) {
        this(List.of(Problem.of(variable, problem)));
    }

    /** @param sentence all that is to be said, such as of a file that stands for the variable */
    public static WrongSettings inWords(Variable variable, String sentence) {
        return new WrongSettings(List.of(new Problem(variable, sentence)));
    }

    WrongSettings(List<Problem> problems) {
        super(problems.stream().map(Problem::sentence).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, a sentence each, without what is secret. */
    public List<String> sentences() {
        return problems.stream().map(Problem::sentence).toList();
    }

    List<Problem> problems() {
        return problems;
    }
}
