package org.sneakyklaus.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@IntegrationTest
class BatchesIT {

    private final Batches batches;
    private final JdbcClient jdbc;
    private final AtomicInteger steps = new AtomicInteger();

    BatchesIT(TransactionTemplate transaction, JdbcClient jdbc) {
        this.batches = new Batches(transaction);
        this.jdbc = jdbc;
    }

    @Test
    void itGoesOnUntilLessIsLeftThanAllowed() {
        var result = batches.run(atMost -> steps.incrementAndGet() < 3 ? atMost : atMost - 1);

        assertThat(result).isEqualTo(new Batches.Result(2999, true));
    }

    @Test
    void whatIsDoneStaysDoneWhenALaterBatchFails() {
        assertThatIllegalStateException()
                .isThrownBy(() -> batches.run(atMost -> {
                    insert("batch " + steps.incrementAndGet());
                    if (steps.get() == 3) {
                        throw new IllegalStateException("the third");
                    }
                    return atMost;
                }));

        assertThat(keys()).isEqualTo(2);
    }

    @Test
    void anotherWriterGetsInBetween() {
        var other = new AtomicInteger();
        var writing = new CompletableFuture<?>[1];

        batches.run(atMost -> {
            if (steps.incrementAndGet() == 1) {
                writing[0] = CompletableFuture.runAsync(() -> other.set(insert("another")));
            }
            insert("batch " + steps.get());
            return other.get() == 1 || steps.get() == 10_000 ? 0 : atMost;
        });

        assertThat(steps.get()).isLessThan(10_000);
        writing[0].join();
    }

    @Test
    void itEndsBetweenTwoBatchesWhenTheApplicationStops() {
        var result = batches.run(atMost -> {
            if (steps.incrementAndGet() == 3) {
                batches.stop();
            }
            return atMost;
        });

        assertThat(result).isEqualTo(new Batches.Result(3000, false));

        batches.start();
        assertThat(batches.run(atMost -> 0)).isEqualTo(new Batches.Result(0, true));
    }

    private int insert(String key) {
        return jdbc.sql("INSERT INTO rate_limit (created_at, key, attempts, window_start, expires_at)"
                        + " VALUES (0, ?, 1, 0, 0)")
                .param(key)
                .update();
    }

    private long keys() {
        return jdbc.sql("SELECT count(*) FROM rate_limit").query(Long.class).single();
    }
}
