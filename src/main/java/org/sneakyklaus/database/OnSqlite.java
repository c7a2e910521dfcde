package org.sneakyklaus.database;

import org.sneakyklaus.support.DatabaseKind;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Matches if no PostgreSQL URL is configured. */
public class OnSqlite implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return DatabaseKind.of(context.getEnvironment()) == DatabaseKind.SQLITE;
    }
}
