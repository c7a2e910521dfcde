package org.sneakyklaus.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.Form;
import org.sneakyklaus.testsupport.Organiser;
import org.sneakyklaus.testsupport.Page;

/**
 * Uses an installation through a proxy all the while: an organiser who adds people, visitors who register, and a
 * participant who looks from many windows at once, each in a session of their own. Who gets no answer tries again, as people do.
 */
final class Crowd {

    private static final int TRIES = 20;
    private static final int LOOKERS = 8;
    private static final int PAUSE = 50;

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(LOOKERS + 2);
    private final ConcurrentLinkedQueue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicInteger repeated = new AtomicInteger();
    private final Proxy proxy;
    private final Organiser organiser;
    private final Form newcomer;
    private final Browser participant;
    private final String link;
    private final List<Future<?>> all;
    private int added;
    private int registered;

    /** @param link the path that people are given */
    Crowd(Proxy proxy, Organiser organiser, long exchange, String link, Browser participant) {
        this.proxy = proxy;
        this.organiser = organiser;
        this.newcomer = organiser.newcomer(exchange);
        this.participant = participant;
        this.link = link;
        this.all = Stream.concat(
                        Stream.<Runnable>of(this::add, this::register),
                        Stream.<Runnable>generate(() -> this::look).limit(LOOKERS))
                .<Future<?>>map(act -> threads.scheduleAtFixedRate(act, 0, PAUSE, TimeUnit.MILLISECONDS))
                .toList();
    }

    private void add() {
        var address = "added-" + added++ + "@example.org";
        var before = repeated.get();
        var answer = answer(
                () -> organiser.browser().submit(newcomer.with("name", "Added").with("email", address)));
        // Whoever asks again after it was taken is told that this person is there.
        var taken = answer.status() == 303 || (repeated.get() > before && answer.status() == 422);
        assertThat(taken).as("%s", answer).isTrue();
        acknowledged.add(address);
    }

    private void register() {
        var address = "visitor-" + registered++ + "@example.org";
        var browser = proxy.browser();
        var form = answer(() -> browser.open(link + "/register"))
                .form("/register")
                .with("name", "Visitor")
                .with("email", address);
        var answer = answer(() -> browser.submit(form));
        assertThat(answer.status()).as("%s", answer).isEqualTo(303);
        acknowledged.add(address);
    }

    private void look() {
        var page = answer(() -> participant.open(link + "/me"));
        assertThat(page.status()).as("%s", page).isEqualTo(200);
    }

    private Page answer(Supplier<Page> request) {
        var page = request.get();
        for (int i = 0; i < TRIES && page.status() >= 500; i++) {
            repeated.incrementAndGet();
            page = request.get();
        }
        answers.incrementAndGet();
        return page;
    }

    /** Who was told that they were taken in. */
    List<String> acknowledged() {
        return List.copyOf(acknowledged);
    }

    /** How many requests got an answer so far. */
    int answers() {
        return answers.get();
    }

    /** How often somebody had to try again. */
    int repeated() {
        return repeated.get();
    }

    /** They go home, after the last answer; each must have been answered as is due. */
    void end() throws InterruptedException {
        assertThat(all).as("everybody got what is due so far").noneMatch(Future::isDone);
        threads.shutdown();
        assertThat(threads.awaitTermination(60, TimeUnit.SECONDS))
                .as("every request ends")
                .isTrue();
    }
}
