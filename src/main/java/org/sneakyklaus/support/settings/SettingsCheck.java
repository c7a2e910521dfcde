package org.sneakyklaus.support.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.support.settings.WrongSettings.Problem;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.env.Environment;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/**
 * Reads all settings once before anything else is created: one start reports all invalid ones, and creates neither a
 * database nor a key. The values are discarded; the beans read them again.
 */
final class SettingsCheck implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String OURS = "org.sneakyklaus";

    /** @throws WrongSettings naming all invalid settings */
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        // Spring reads some of these before there is any bean, and would report errors in its own words.
        if (!ofVariables(environment).isEmpty()) {
            refuse(List.of(), environment);
        }
        context.addBeanFactoryPostProcessor(beans -> look(List.of(), ours(beans), environment));
    }

    /**
     * Stops a start and reports all invalid settings instead of only the first.
     *
     * @param known the problems known for certain; of the same variables nothing else is reported
     */
    static void refuse(List<Problem> known, Environment environment) {
        look(known, ours(), environment);
    }

    private static void look(List<Problem> known, Stream<String> classNames, Environment environment) {
        var problems = new LinkedHashMap<Variable, Problem>();
        Consumer<Problem> note = problem -> problems.putIfAbsent(problem.variable(), problem);
        known.forEach(note);
        ofVariables(environment).forEach(note);
        var binder = Binder.get(environment);
        classNames.forEach(name ->
                ofSettings(ClassUtils.resolveClassName(name, null), binder).forEach(note));
        // If unset, that URL is derived from the port.
        if (problems.containsKey(Variable.PORT) && !environment.containsProperty(Variable.KLAUS_PUBLIC_URL.name())) {
            problems.remove(Variable.KLAUS_PUBLIC_URL, Problem.of(Variable.KLAUS_PUBLIC_URL));
        }
        if (!problems.isEmpty()) {
            throw new WrongSettings(List.copyOf(problems.values()));
        }
    }

    /** Returns the problems of variables that only Spring reads, and of what they require. */
    private static List<Problem> ofVariables(Environment environment) {
        var problems = new ArrayList<Problem>();
        for (var variable : Variable.values()) {
            var value = environment.getProperty(variable.property(), "");
            if (!value.isBlank() && !variable.accepts(value)) {
                problems.add(Problem.of(variable));
            }
        }
        var key = Variable.KLAUS_SECRET_KEY;
        if (environment
                        .getProperty(Variable.SPRING_DATASOURCE_URL.property(), "")
                        .startsWith("jdbc:postgresql:")
                && environment.getProperty(key.property(), "").isBlank()) {
            problems.add(Problem.of(key, "is required with PostgreSQL: 32 bytes in base64"));
        }
        return problems;
    }

    /** Returns the classes of our beans, as far as the definitions name them. */
    private static Stream<String> ours(ConfigurableListableBeanFactory beans) {
        return Stream.of(beans.getBeanDefinitionNames())
                .flatMap(name -> Stream.ofNullable(beans.getBeanDefinition(name).getBeanClassName()))
                .filter(name -> name.startsWith(OURS));
    }

    /** Returns the classes of our settings, found by a search that would be too slow for a start. */
    private static Stream<String> ours() {
        var search = new ClassPathScanningCandidateComponentProvider(false);
        search.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        return search.findCandidateComponents(OURS).stream()
                .flatMap(found -> Stream.ofNullable(found.getBeanClassName()));
    }

    private static List<Problem> ofSettings(Class<?> type, Binder binder) {
        var settings = AnnotationUtils.findAnnotation(type, ConfigurationProperties.class);
        if (settings == null) {
            return List.of();
        }
        var problems = new Problems();
        binder.bindOrCreate(settings.prefix(), Bindable.of(type), problems);
        return problems.found;
    }

    /** Treats what cannot be read as unset, so that the rest is read as well. */
    private static final class Problems implements BindHandler {

        private final List<Problem> found = new ArrayList<>();

        @Override
        public @Nullable Object onFailure(
                ConfigurationPropertyName name, Bindable<?> target, BindContext context, Exception failure) {
            found.addAll(problems(name, failure));
            return null;
        }

        /**
         * Returns the problems of a failure; none if it is about what only Spring knows, which then reports it itself.
         */
        private static List<Problem> problems(ConfigurationPropertyName name, Exception failure) {
            for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof WrongSettings wrong) {
                    return wrong.problems();
                }
            }
            return Variable.of(name).map(Problem::of).stream().toList();
        }
    }
}
