package org.sneakyklaus.database;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Makes a start that fails because of the database end with one line instead of a stack trace. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnusableDatabaseAnalyzer extends AbstractFailureAnalyzer<UnusableDatabaseException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, UnusableDatabaseException cause) {
        return new FailureAnalysis(cause.getMessage(), null, cause);
    }
}
