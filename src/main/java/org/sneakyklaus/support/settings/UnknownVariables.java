package org.sneakyklaus.support.settings;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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

/** Warns of variables that look like ours but are not: most are misspelt and would silently have no effect. */
public final class UnknownVariables implements EnvironmentPostProcessor {

    private static final String OURS = "KLAUS_";
    /** The number of letters that allow one mistake. */
    private static final int LETTERS_A_MISTAKE = 4;

    private static final Set<String> KNOWN = Stream.of(Variable.values())
            .flatMap(variable -> Stream.of(variable.name(), variable.fileVariable()))
            .collect(Collectors.toUnmodifiableSet());

    /** The names under which Spring also reads our properties. */
    private static final Set<String> OF_SPRING = Stream.of(Variable.values())
            .map(variable ->
                    variable.property().replace('.', '_').replace("-", "").toUpperCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());

    private final Log log;

    UnknownVariables(DeferredLogFactory logs) {
        this.log = logs.getLog(UnknownVariables.class);
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        in(environment).forEach(log::warn);
    }

    /** Returns a warning for each, without its value. */
    public static List<String> in(ConfigurableEnvironment environment) {
        if (environment.getPropertySources().get(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME)
                instanceof EnumerablePropertySource<?> variables) {
            return Stream.of(variables.getPropertyNames())
                    .filter(name -> name.startsWith(OURS) && !KNOWN.contains(name) && !OF_SPRING.contains(name))
                    .filter(name -> !isOfKubernetes(name, String.valueOf(variables.getProperty(name))))
                    .sorted()
                    .map(name -> "The variable " + name + " means nothing here: "
                            + nearest(name)
                                    .map(known -> "is " + known + " meant?")
                                    .orElse("is it misspelt?")
                            + " docs/configuration.md has the names of all")
                    .toList();
        }
        return List.of();
    }

    /** Returns whether Kubernetes sets the variable, for a service called klaus. */
    private static boolean isOfKubernetes(String name, String value) {
        return name.startsWith(OURS + "SERVICE_") || name.startsWith(OURS + "PORT_") || value.startsWith("tcp://");
    }

    private static Optional<String> nearest(String name) {
        return KNOWN.stream()
                .filter(known -> mistakes(name, known) <= (name.length() - OURS.length()) / LETTERS_A_MISTAKE + 1)
                .min(Comparator.comparingInt((String known) -> mistakes(name, known))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Returns the number of missing, extra or wrong letters (V. I. Levenshtein 1966). */
    private static int mistakes(String typed, String meant) {
        var row = new int[meant.length() + 1];
        for (var length = 0; length < row.length; length++) {
            row[length] = length;
        }
        for (var i = 1; i <= typed.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= meant.length(); j++) {
                var replaced = diagonal + (typed.charAt(i - 1) == meant.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[meant.length()];
    }
}
