package org.sneakyklaus.testsupport;

import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/** Lets every test begin as if the application had just been started for the first time. */
class FreshStart implements TestExecutionListener {

    @Override
    public void beforeTestMethod(TestContext test) {
        var context = test.getApplicationContext();
        context.getBean(CleanDatabase.class).clean();
        context.getBean(CleanMailbox.class).clean();
        context.getBean(TestClock.class).set(TestClock.START);
    }
}
