package org.sneakyklaus.support.settings;

import java.util.LinkedHashMap;
import java.util.stream.Stream;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Takes a {@link Variable} that is empty for one that is not there, since compose files hand over what nobody set. */
final class EmptyVariables implements EnvironmentPostProcessor {

    private static final String NAME = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var sources = environment.getPropertySources();
        if (sources.get(NAME) instanceof SystemEnvironmentPropertySource variables) {
            var kept = new LinkedHashMap<>(variables.getSource());
            Stream.of(Variable.values())
                    .map(Variable::name)
                    .filter(name -> String.valueOf(kept.get(name)).isBlank())
                    .forEach(kept::remove);
            sources.replace(NAME, new SystemEnvironmentPropertySource(NAME, kept));
        }
    }
}
