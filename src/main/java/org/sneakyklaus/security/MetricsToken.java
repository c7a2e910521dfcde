package org.sneakyklaus.security;

import org.sneakyklaus.support.settings.Requirements;
import org.sneakyklaus.support.settings.Variable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The token for reading the metrics.
 *
 * @param metricsToken bearer token for reading /actuator/prometheus; if unset, that page does not exist. At least 16
 *     characters
 */
@ConfigurationProperties("klaus")
record MetricsToken(@DefaultValue("") String metricsToken) {

    private static final int SHORTEST = 16;

    MetricsToken {
        metricsToken = metricsToken.strip();
        new Requirements()
                .that(metricsToken.isEmpty() || metricsToken.length() >= SHORTEST, Variable.KLAUS_METRICS_TOKEN)
                .check();
    }

    boolean isConfigured() {
        return !metricsToken.isEmpty();
    }

    @Override
    public String toString() {
        return "MetricsToken[***]";
    }
}
