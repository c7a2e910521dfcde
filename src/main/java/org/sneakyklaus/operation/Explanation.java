package org.sneakyklaus.operation;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.io.support.SpringFactoriesLoader;

/** Makes one line of a failure, in the words that a failed start has for it. */
final class Explanation {

    private static final String OURS = "org.sneakyklaus.";

    private Explanation() {}

    static String of(Throwable failure) {
        var text = analysis(failure)
                .map(Explanation::words)
                .or(() -> ofDatabase(failure))
                .orElseGet(() -> String.valueOf(reason(failure).getMessage()));
        return text.strip().replaceAll("\\s+", " ");
    }

    private static Optional<FailureAnalysis> analysis(Throwable failure) {
        // Those of Spring quote values, which may be secret.
        return SpringFactoriesLoader.forDefaultResourceLocation()
                .load(FailureAnalyzer.class, (type, name, cause) -> {
                    // It is one of Spring's, which want to know all beans.
                })
                .stream()
                .filter(analyzer -> analyzer.getClass().getName().startsWith(OURS))
                .map(analyzer -> analyzer.analyze(failure))
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static String words(FailureAnalysis analysis) {
        var action = analysis.getAction();
        return analysis.getDescription() + (action == null ? "" : " " + action);
    }

    /** What Spring wraps, but not what caused that: whoever threw it chose the words. */
    private static Throwable reason(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(cause -> !cause.getClass().getName().startsWith("org.springframework."))
                .findFirst()
                .orElseGet(() -> NestedExceptionUtils.getMostSpecificCause(failure));
    }

    private static Optional<String> ofDatabase(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(cause -> "The database says: " + cause.getMessage())
                .findFirst();
    }
}
