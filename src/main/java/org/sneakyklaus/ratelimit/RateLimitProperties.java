package org.sneakyklaus.ratelimit;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.Assert;

/**
 * The configured limits.
 *
 * @param limits the rate of each {@link Limit}
 */
@ConfigurationProperties("klaus")
record RateLimitProperties(Map<Limit, Rate> limits) {

    RateLimitProperties {
        limits = new EnumMap<>(limits);
        for (var limit : Limit.values()) {
            Assert.isTrue(limits.containsKey(limit), () -> "There is no setting for the limit " + limit);
        }
    }

    Rate of(Limit limit) {
        return Objects.requireNonNull(limits.get(limit));
    }
}
