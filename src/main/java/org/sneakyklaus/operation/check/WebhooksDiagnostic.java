package org.sneakyklaus.operation.check;

import java.util.List;
import org.sneakyklaus.database.InspectionDataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Checks whether webhooks are accepted. */
final class WebhooksDiagnostic implements Diagnostic {

    private static final String WEBHOOKS = "webhooks";

    private final JdbcClient database;

    WebhooksDiagnostic(InspectionDataSource inspecting) {
        this.database = JdbcClient.create(inspecting.dataSource());
    }

    @Override
    public List<Finding> findings() {
        var failing = failing();
        return List.of(
                failing == 0
                        ? Finding.ok(WEBHOOKS, "None fails")
                        : Finding.warning(
                                WEBHOOKS,
                                failing + " fail or are paused because they did: their pages show what was answered"));
    }

    /** Returns how many; none if the table is missing. */
    private int failing() {
        try {
            return database.sql("SELECT count(*) FROM webhook_endpoint"
                            + " WHERE failing_since IS NOT NULL OR pause_reason IN ('GONE', 'FAILING')")
                    .query(Integer.class)
                    .single();
        } catch (DataAccessException e) {
            return 0;
        }
    }
}
