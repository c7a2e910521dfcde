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
 * Reads all settings once before anything else is made: whoever set several wrongly learns of all at one start, and
 * that start has made neither a database nor a key. What is read is thrown away; the beans read it again.
 */
final class SettingsCheck implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String OURS = "org.sneakyklaus";

    /** @throws WrongSettings that names all that cannot be used */
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        // Spring itself reads some of these before there is any bean, and would say what is wrong in its own words.
        if (!ofVariables(environment).isEmpty()) {
            refuse(List.of(), environment);
        }
        context.addBeanFactoryPostProcessor(beans -> look(List.of(), ours(beans), environment));
    }

    /**
     * Ends a start that is not to go on, with all that is wrong instead of the first thing.
     *
     * @param known what is wrong for certain; of the same variable nothing else is told
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
        // Left out, that address is made of the port.
        if (problems.containsKey(Variable.PORT) && !environment.containsProperty(Variable.KLAUS_PUBLIC_URL.name())) {
            problems.remove(Variable.KLAUS_PUBLIC_URL, Problem.of(Variable.KLAUS_PUBLIC_URL));
        }
        if (!problems.isEmpty()) {
            throw new WrongSettings(List.copyOf(problems.values()));
        }
    }

    /** What is wrong with those that only Spring reads, and what they require. */
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

    /** The classes of our beans, as far as the definitions tell them. */
    private static Stream<String> ours(ConfigurableListableBeanFactory beans) {
        return Stream.of(beans.getBeanDefinitionNames())
                .flatMap(name -> Stream.ofNullable(beans.getBeanDefinition(name).getBeanClassName()))
                .filter(name -> name.startsWith(OURS));
    }

    /** What holds our settings, found by a search that takes longer than a start should. */
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

    /** Goes on behind what cannot be read as if it were not set, so that what comes next is read as well. */
    private static final class Problems implements BindHandler {

        private final List<Problem> found = new ArrayList<>();

        @Override
        public @Nullable Object onFailure(
                ConfigurationPropertyName name, Bindable<?> target, BindContext context, Exception failure) {
            found.addAll(problems(name, failure));
            return null;
        }

        /** None when it is about what only Spring knows, which then says so itself. */
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
