package org.sneakyklaus.support.settings;

import java.util.LinkedHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Takes each {@link Variable} literally. An empty one counts as unset, because compose files pass on unset variables.
 * Placeholders are not resolved, because a password may look like one.
 */
final class PlainVariables implements EnvironmentPostProcessor {

    private static final String NAME = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var sources = environment.getPropertySources();
        if (sources.get(NAME) instanceof SystemEnvironmentPropertySource variables) {
            var kept = new LinkedHashMap<>(variables.getSource());
            Stream.of(Variable.values())
                    .map(Variable::name)
                    .forEach(name -> kept.computeIfPresent(name, (same, value) -> plain(String.valueOf(value))));
            sources.replace(NAME, new SystemEnvironmentPropertySource(NAME, kept));
        }
    }

    private static @Nullable String plain(String value) {
        return value.isBlank() ? null : withoutPlaceholders(value);
    }

    /** Returns the value escaped so that Spring reads it literally. */
    static String withoutPlaceholders(String value) {
        return value.replace("${", "\\${");
    }
}
