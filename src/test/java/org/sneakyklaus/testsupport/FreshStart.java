package org.sneakyklaus.testsupport;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.sneakyklaus.account.AdminSetup;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;
import org.springframework.test.util.ReflectionTestUtils;

/** Lets every test begin as if the application had just been started for the first time. */
class FreshStart implements TestExecutionListener {

    static {
        // Other tests share the machine: what comes late is no failure.
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
    }

    @Override
    public void beforeTestMethod(TestContext test) throws SchedulerException {
        var context = test.getApplicationContext();
        var scheduler = context.getBean(Scheduler.class);
        if (scheduler.isStarted()) {
            // A job that an earlier test set off must not write into what this one finds.
            scheduler.standby();
            await().until(() -> scheduler.getCurrentlyExecutingJobs().isEmpty());
        }
        context.getBean(CleanDatabase.class).clean();
        context.getBean(CleanMailbox.class).clean();
        // There is no admin any more, which the application never expects once there was one.
        var known = ReflectionTestUtils.getField(context.getBean(AdminSetup.class), "known");
        ((AtomicBoolean) Objects.requireNonNull(known)).set(false);
        context.getBean(TestClock.class).set(TestClock.START);
        // Whatever an earlier test did.
        if (context.getEnvironment().getRequiredProperty("spring.quartz.auto-startup", Boolean.class)) {
            scheduler.start();
        }
    }
}
