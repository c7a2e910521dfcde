package org.sneakyklaus.support.settings;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.support.settings.WrongSettings.Problem;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/** Ends a start that fails for invalid settings with just those problems. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class WrongSettingsAnalyzer extends AbstractFailureAnalyzer<WrongSettings> {

    private static final int LONGEST = 100;

    private final @Nullable Environment environment;

    /** @param environment null if the start failed before there was an application */
    WrongSettingsAnalyzer(@Nullable Environment environment) {
        this.environment = environment;
    }

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, WrongSettings cause) {
        var description = cause.problems().stream()
                .map(problem -> problem.sentence() + asItIs(problem))
                .collect(Collectors.joining("\n"));
        return new FailureAnalysis(
                description, "Set that right and start again. docs/configuration.md explains every variable.", cause);
    }

    private String asItIs(Problem problem) {
        if (environment == null) {
            return "";
        }
        var variable = problem.variable();
        var value = environment.getProperty(variable.property(), "").strip();
        var told = variable.maybeShown() && !value.isEmpty();
        var file = environment.getProperty(variable.fileVariable());
        return (told ? "; it is \"" + StringUtils.truncate(value, LONGEST) + "\"" : "")
                + (StringUtils.hasText(file) ? " (read from the file that " + variable.fileVariable() + " names)" : "");
    }
}
