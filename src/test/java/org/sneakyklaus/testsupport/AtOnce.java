package org.sneakyklaus.testsupport;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Does several things at the same instant. */
public final class AtOnce {

    private AtOnce() {}

    /** Starts all of them together, waits for all, and returns what those that failed threw. */
    public static List<Throwable> attempt(ThrowingCallable... actions) throws InterruptedException {
        var start = new CyclicBarrier(actions.length);
        var attempts = new ArrayList<Callable<Boolean>>();
        for (var action : actions) {
            attempts.add(() -> {
                start.await(30, TimeUnit.SECONDS);
                call(action);
                return true;
            });
        }
        var threads = Executors.newFixedThreadPool(actions.length);
        try {
            var failures = new ArrayList<Throwable>();
            for (var result : threads.invokeAll(attempts, 60, TimeUnit.SECONDS)) {
                try {
                    result.get();
                } catch (ExecutionException e) {
                    failures.add(e.getCause());
                }
            }
            return failures;
        } finally {
            threads.shutdownNow();
        }
    }

    /** Starts all of them together, waits for all, and returns what came of each; none may fail. */
    @SafeVarargs
    public static <T> List<T> get(Callable<T>... questions) throws InterruptedException {
        var start = new CyclicBarrier(questions.length);
        var threads = Executors.newFixedThreadPool(questions.length);
        try {
            var answers = new ArrayList<T>();
            var asked = new ArrayList<Future<T>>();
            for (var question : questions) {
                asked.add(threads.submit(() -> {
                    start.await(30, TimeUnit.SECONDS);
                    return question.call();
                }));
            }
            for (var answer : asked) {
                answers.add(answer.get(60, TimeUnit.SECONDS));
            }
            return answers;
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void call(ThrowingCallable action) throws Exception {
        try {
            action.call();
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
