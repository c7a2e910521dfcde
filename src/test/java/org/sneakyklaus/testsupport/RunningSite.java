package org.sneakyklaus.testsupport;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.SneakyKlausApplication;
import org.sneakyklaus.database.StartSafety;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/**
 * The whole application, started by hand on data that a test has put there, one at a time; Quartz stores and fires
 * nothing.
 */
public final class RunningSite implements AutoCloseable {

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final ConfigurableApplicationContext context;

    /**
     * Starts it, and waits until it serves.
     *
     * @param settings what is set besides, or instead, such as {@code klaus.secret-key=…}
     */
    public RunningSite(Path data, String... settings) {
        var port = FreePort.find();
        var all = Stream.concat(
                        Stream.of(
                                "klaus.data=" + data,
                                "klaus.mail=capture",
                                "klaus.public-url=http://localhost:" + port,
                                "server.port=" + port,
                                "spring.quartz.auto-startup=false"),
                        Stream.of(settings))
                .collect(Collectors.toMap(
                        setting -> setting.substring(0, setting.indexOf('=')),
                        setting -> "--" + setting,
                        (ours, given) -> given))
                .values()
                .toArray(String[]::new);
        this.context = new SpringApplicationBuilder(SneakyKlausApplication.class, TestBeans.class)
                .initializers(new StartSafety(), this::prepare)
                .run(all);
    }

    /** A new data folder, which stays after the run. */
    public static Path newFolder() {
        return Installation.newFolder();
    }

    // Not before, since Spring Boot may only just have set up the log.
    private void prepare(ConfigurableApplicationContext application) {
        application.getBeanFactory().registerSingleton("noTestConfiguration", new NoTestConfiguration());
        log.start();
        root(logger -> logger.addAppender(log));
    }

    private static void root(Consumer<Logger> change) {
        change.accept((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME));
    }

    public Site site() {
        return beans().getBean(Site.class);
    }

    public BeanFactory beans() {
        return context;
    }

    /** Every error that the log was told since the start. */
    public List<String> errors() {
        return log.list.stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(Level.ERROR))
                .map(Object::toString)
                .toList();
    }

    @Override
    public void close() {
        context.close();
        root(logger -> logger.detachAppender(log));
    }

    /** Beans of other tests lie in the packages that are scanned. */
    private static final class NoTestConfiguration extends TypeExcludeFilter {

        @Override
        public boolean match(MetadataReader type, MetadataReaderFactory factory) {
            return type.getAnnotationMetadata().isAnnotated(TestConfiguration.class.getName());
        }
    }
}
