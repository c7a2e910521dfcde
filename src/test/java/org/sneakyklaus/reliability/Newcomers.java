package org.sneakyklaus.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.sneakyklaus.testsupport.Form;
import org.sneakyklaus.testsupport.Organiser;

/** The admin adds somebody ten times a second; notes down whom the application said it took in. */
public final class Newcomers {

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final Organiser organiser;
    private final Form form;
    private final String name;
    private final Collection<String> acknowledged;
    private final Future<?> adding;
    private int number;

    /** @param acknowledged takes the addresses */
    public Newcomers(Organiser organiser, long exchange, String name, Collection<String> acknowledged) {
        this.organiser = organiser;
        this.form = organiser.newcomer(exchange);
        this.name = name;
        this.acknowledged = acknowledged;
        this.adding = thread.scheduleAtFixedRate(this::add, 0, 100, TimeUnit.MILLISECONDS);
    }

    private void add() {
        var address = name + '-' + number++ + "@example.org";
        try {
            var answer = organiser.browser().submit(form.with("name", name).with("email", address));
            assertThat(answer.status()).as("%s", answer).isEqualTo(303);
            acknowledged.add(address);
        } catch (UncheckedIOException e) {
            // Killed or stopped meanwhile: whether this one was taken in is unknown, so nothing is promised about it.
        }
    }

    /** Adds no more, and waits for the last answer. */
    public void end() throws InterruptedException {
        assertThat(adding).as("nothing went wrong so far").isNotDone();
        thread.shutdown();
        assertThat(thread.awaitTermination(30, TimeUnit.SECONDS))
                .as("every request ends")
                .isTrue();
    }
}
