package org.sneakyklaus.health;

import org.sneakyklaus.support.DatabaseUnavailability;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.dao.DataAccessException;

/**
 * A health check that needs the database. While the database is unavailable, each answer says so, and the log does
 * not.
 */
abstract class DatabaseDependentHealth extends AbstractHealthIndicator {

    DatabaseDependentHealth(String failed) {
        super(failed);
    }

    abstract void look(Health.Builder health);

    @Override
    protected final void doHealthCheck(Health.Builder health) {
        try {
            look(health);
        } catch (DataAccessException e) {
            if (!DatabaseUnavailability.isAway(e)) {
                throw e;
            }
            health.down();
        }
    }
}
