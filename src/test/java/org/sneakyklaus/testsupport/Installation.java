package org.sneakyklaus.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.TestContextAnnotationUtils;

/** A fresh installation for one application context: a data folder, a database and an address of its own. */
record Installation(boolean scheduler, boolean clientLimits, String path, boolean proxied)
        implements ContextCustomizer {

    /** Reads the attributes of {@link IntegrationTest}. */
    static final class Factory implements ContextCustomizerFactory {

        @Override
        public @Nullable ContextCustomizer createContextCustomizer(
                Class<?> testClass, List<ContextConfigurationAttributes> configAttributes) {
            var annotation = TestContextAnnotationUtils.findMergedAnnotation(testClass, IntegrationTest.class);
            var wanted = Objects.requireNonNull(annotation);
            return new Installation(wanted.scheduler(), wanted.clientLimits(), wanted.path(), wanted.proxied());
        }
    }

    @Override
    public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration mergedConfig) {
        // Known before the server starts, because every link that is sent begins with the address.
        var port = FreePort.find();
        var folder = newFolder();
        if (!clientLimits) {
            manyFromOneAddress().applyTo(context);
        }
        database()
                .and(
                        "klaus.data=" + folder,
                        "klaus.mail=${test.mail:capture}",
                        "klaus.webhook-private-addresses=127.0.0.1",
                        "klaus.answer-step=${test.answer-step:0s}",
                        "klaus.public-url=http://localhost:" + (proxied ? FreePort.find() : port) + path,
                        "server.port=" + port,
                        // Quartz finds its data source by the scheduler's name, among those of the whole process.
                        "spring.quartz.properties.org.quartz.scheduler.instanceName=" + folder.getFileName(),
                        "spring.quartz.auto-startup=" + scheduler)
                .applyTo(context);
    }

    private static TestPropertyValues manyFromOneAddress() {
        return TestPropertyValues.of(
                "klaus.limits.admin-client=100000/1h",
                "klaus.limits.link-client=100000/1h",
                "klaus.limits.token-client=100000/1h",
                "klaus.limits.registration-client=100000/1h");
    }

    private static TestPropertyValues database() {
        var name = System.getProperty("test.database", "sqlite");
        return switch (name) {
            case "sqlite" -> TestPropertyValues.empty();
            case "postgresql" ->
                TestPropertyValues.of(
                        "spring.datasource.url=" + Postgresql.newDatabase(),
                        "spring.datasource.hikari.maximum-pool-size=10",
                        "klaus.secret-key=bm90IGEgc2VjcmV0LCBmb3IgdGVzdHMgb25seSAuLi4=");
            default ->
                throw new IllegalArgumentException("test.database is " + name + " but must be sqlite or postgresql");
        };
    }

    // Stays after the run, so that the database of a failed test can be looked at.
    static Path newFolder() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target", "test-data")), "klaus");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
