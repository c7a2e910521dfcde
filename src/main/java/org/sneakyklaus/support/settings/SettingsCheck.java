package org.sneakyklaus.support.settings;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.support.settings.WrongSettings.Problem;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
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
        var problems = problemsOfSpring(environment);
        if (!problems.isEmpty()) {
            refuse(problems, ours(), environment);
        }
        context.addBeanFactoryPostProcessor(beans -> refuse(Set.of(), ours(beans), environment));
    }

    private static Set<Problem> problemsOfSpring(Environment environment) {
        var problems = new LinkedHashSet<Problem>();
        for (var variable : Variable.values()) {
            var value = environment.getProperty(variable.property(), "");
            if (!value.isBlank() && !variable.accepts(value)) {
                problems.add(Problem.of(variable));
            }
        }
        return problems;
    }

    private static void refuse(Set<Problem> known, Stream<String> classNames, Environment environment) {
        var binder = Binder.get(environment);
        var problems = new LinkedHashSet<>(known);
        classNames.forEach(name -> problems.addAll(problems(ClassUtils.resolveClassName(name, null), binder)));
        // Left out, that address is made of the port.
        if (problems.contains(Problem.of(Variable.PORT))
                && !environment.containsProperty(Variable.KLAUS_PUBLIC_URL.name())) {
            problems.remove(Problem.of(Variable.KLAUS_PUBLIC_URL));
        }
        if (!problems.isEmpty()) {
            throw new WrongSettings(List.copyOf(problems));
        }
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

    private static List<Problem> problems(Class<?> type, Binder binder) {
        var settings = AnnotationUtils.findAnnotation(type, ConfigurationProperties.class);
        if (settings == null) {
            return List.of();
        }
        try {
            binder.bindOrCreate(settings.prefix(), Bindable.of(type));
            return List.of();
        } catch (BindException e) {
            return problems(e);
        }
    }

    /** None when it is about what only Spring knows, which then says so itself. */
    private static List<Problem> problems(BindException failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof WrongSettings wrong) {
                return wrong.problems();
            }
        }
        return Variable.of(failure.getName()).map(Problem::of).stream().toList();
    }
}
