package org.sneakyklaus.testsupport;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextCustomizerFactories;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestExecutionListeners;
import org.springframework.test.context.event.ApplicationEventsTestExecutionListener;
import org.springframework.test.context.support.DependencyInjectionTestExecutionListener;

/**
 * Runs a test against the whole application, serving on a port of its own, on the database that the system property
 * {@code test.database} names: {@code sqlite} (the default) or {@code postgresql}. The application is started once for
 * all tests with the same attributes; before each of them its database is as after the first start, no mail is kept,
 * and {@link TestClock} stands at {@link TestClock#START}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT)
@ContextCustomizerFactories(Installation.Factory.class)
@Import(TestBeans.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
// Without the usual ones: before and after each test one of them looks through all beans for mocks.
@TestExecutionListeners({
    FreshStart.class,
    DependencyInjectionTestExecutionListener.class,
    ApplicationEventsTestExecutionListener.class
})
public @interface IntegrationTest {

    /** Whether Quartz runs; without it triggers are stored and nothing fires. */
    boolean scheduler() default false;

    /** Whether clients are held to the usual limits; without it, everybody may come from one address. */
    boolean clientLimits() default false;

    /** The path of the public URL. */
    String path() default "";

    /** Whether the public URL is that of a proxy, which the test starts. */
    boolean proxied() default false;
}
