package org.sneakyklaus.security;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What whoever reads the metrics must know.
 *
 * @param metricsToken who sends it as bearer token may read /actuator/prometheus; without it there is no such page
 */
@ConfigurationProperties("klaus")
record MetricsToken(@DefaultValue("") String metricsToken) {

    MetricsToken {
        metricsToken = metricsToken.strip();
    }

    boolean isConfigured() {
        return !metricsToken.isEmpty();
    }

    @Override
    public String toString() {
        return "MetricsToken[***]";
    }
}
