package org.sneakyklaus.database;

import org.sneakyklaus.support.DatabaseKind;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Matches if a PostgreSQL URL is configured. */
class OnPostgresql implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return DatabaseKind.of(context.getEnvironment()) == DatabaseKind.POSTGRESQL;
    }
}
