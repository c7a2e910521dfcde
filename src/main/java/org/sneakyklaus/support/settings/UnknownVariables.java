package org.sneakyklaus.support.settings;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.logging.Log;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Warns of variables that look like ours and are not: most often one is misspelt, and would else do nothing in silence. */
final class UnknownVariables implements EnvironmentPostProcessor {

    private static final String OURS = "KLAUS_";

    private static final Set<String> KNOWN = Stream.of(Variable.values())
            .flatMap(variable -> Stream.of(variable.name(), variable.fileVariable()))
            .collect(Collectors.toUnmodifiableSet());

    private final Log log;

    UnknownVariables(DeferredLogFactory logs) {
        this.log = logs.getLog(UnknownVariables.class);
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (environment.getPropertySources().get(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME)
                instanceof EnumerablePropertySource<?> variables) {
            Stream.of(variables.getPropertyNames())
                    .filter(name -> name.startsWith(OURS) && !KNOWN.contains(name))
                    .filter(name -> !isOfKubernetes(name, String.valueOf(variables.getProperty(name))))
                    .sorted()
                    .forEach(name -> log.warn("The variable " + name
                            + " means nothing here: is it misspelt? docs/configuration.md has the names of all"));
        }
    }

    /** What containers are told there of a service that is called klaus. */
    private static boolean isOfKubernetes(String name, String value) {
        return name.startsWith(OURS + "SERVICE_") || name.startsWith(OURS + "PORT_") || value.startsWith("tcp://");
    }
}
