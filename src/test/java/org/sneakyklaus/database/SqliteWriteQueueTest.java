package org.sneakyklaus.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteWriteQueueTest {

    private static final int WAITING = 20;
    private static final int MOST = WAITING + 1;

    @TempDir
    private Path folder;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private HikariDataSource pool = new HikariDataSource();
    private SqliteWriteQueue queue = queue(Duration.ZERO, new SimpleMeterRegistry());
    private SqliteWriteQueue hasty = queue;

    @BeforeEach
    void openOneConnection() {
        pool = new HikariDataSource(
                SqliteConfiguration.pool("writer", 1, SqliteConnections.writing(folder.resolve("klaus.db"))));
        queue = queue(Duration.ofSeconds(10), registry);
        hasty = queue(Duration.ofMillis(20), new SimpleMeterRegistry());
    }

    private SqliteWriteQueue queue(Duration atMost, MeterRegistry meters) {
        return new SqliteWriteQueue(pool, atMost, MOST, meters);
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void whoHasWaitedLongestIsNextAndWhoJustHadItIsLast() throws SQLException {
        var order = new CopyOnWriteArrayList<Integer>();
        var waiting = new ArrayList<CompletableFuture<Void>>();
        try (var held = queue.getConnection()) {
            comeOneByOne(WAITING, waiting, order);
            assertThat(held.isClosed()).isFalse();
        }
        try (var again = queue.getConnection()) {
            order.add(WAITING);
            assertThat(again.isClosed()).isFalse();
        }

        assertThat(waiting).allSatisfy(CompletableFuture::join);
        assertThat(order)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(0, WAITING).boxed().toList());
        assertThat(registry.get("klaus.database.write.wait").timer().max(TimeUnit.NANOSECONDS))
                .isPositive();
    }

    /** Quartz keeps a connection that could not commit until it has tried again with another. */
    @Test
    void theTurnOfWhoCannotCommitIsOverBeforeItIsGivenBack() throws SQLException {
        try (var failing = queue.getConnection()) {
            try (var statement = failing.createStatement()) {
                statement.execute("CREATE TABLE a (id INTEGER PRIMARY KEY)");
                statement.execute("CREATE TABLE b (a_id INTEGER REFERENCES a (id) DEFERRABLE INITIALLY DEFERRED)");
                failing.setAutoCommit(false);
                statement.execute("INSERT INTO b VALUES (1)");
            }
            assertThatExceptionOfType(SQLException.class).isThrownBy(failing::commit);

            try (var again = queue.getConnection();
                    var statement = again.createStatement()) {
                statement.execute("INSERT INTO a VALUES (1)");
            }
            failing.rollback();
            failing.setAutoCommit(true);
        }
        try (var next = queue.getConnection();
                var rows = next.createStatement().executeQuery("SELECT count(*) FROM b")) {
            assertThat(rows.getInt(1)).isZero();
        }
    }

    /** A stop interrupts Quartz, which still gives back the triggers that it has acquired. */
    @Test
    void whoIsInterruptedHasTheirTurnAllTheSame() throws SQLException {
        var done = new CompletableFuture<Boolean>();
        var waiting = new Thread(() -> {
            try (var mine = queue.getConnection();
                    var statement = mine.createStatement()) {
                statement.execute("CREATE TABLE written (id INTEGER PRIMARY KEY)");
                done.complete(Thread.currentThread().isInterrupted());
            } catch (SQLException e) {
                done.completeExceptionally(e);
            }
        });
        try (var held = queue.getConnection()) {
            waiting.start();
            await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
            waiting.interrupt();
            assertThat(held.isClosed()).isFalse();
        }

        assertThat(done.join()).as("and knows of it").isTrue();
    }

    @Test
    void whoWaitsTooLongIsToldSoAndOthersAreNotHeldUp() throws SQLException {
        try (var held = hasty.getConnection()) {
            assertThatExceptionOfType(SQLTransientConnectionException.class)
                    .isThrownBy(hasty::getConnection)
                    .withMessageContaining("Others have been writing")
                    .withMessageContaining("now " + Thread.currentThread().getName() + " in org.sneakyklaus.");
            assertThat(held.isClosed()).isFalse();
        }

        hasty.getConnection().close();
    }

    @Test
    void whileNothingMovesSomeMayWaitAndWhoComesThenIsToldAtOnce() throws SQLException {
        var order = new CopyOnWriteArrayList<Integer>();
        var waiting = new ArrayList<CompletableFuture<Void>>();
        try (var held = queue.getConnection()) {
            comeOneByOne(MOST, waiting, order);

            await().untilAsserted(() -> assertThatExceptionOfType(SQLTransientConnectionException.class)
                    .isThrownBy(() -> queue.getConnection().close())
                    .withMessageContaining("too many wait"));
            assertThat(held.isClosed()).isFalse();
        }

        assertThat(waiting).allSatisfy(CompletableFuture::join);
        assertThat(order).hasSize(MOST);
        queue.getConnection().close();
    }

    @Test
    void whoIsNextDoesNotGetAConnectionThatClosedItselfAMomentBefore() throws SQLException {
        try (var other = SqliteConnections.writing(folder.resolve("klaus.db")).getConnection()) {
            other.setAutoCommit(false);
            var refused = queue.getConnection();
            try (var statement = refused.createStatement()) {
                statement.execute("PRAGMA busy_timeout = 1");
            }
            var next = CompletableFuture.supplyAsync(this::write, command -> new Thread(command).start());
            await().until(() -> waiting() == 1);

            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> refused.setAutoCommit(false));
            refused.close();

            other.rollback();
            other.setAutoCommit(true);
            assertThat(next.join()).as("what came of it").isEqualTo("written");
        }
    }

    @Test
    void whatIsClosedTwiceLetsOneIn() throws SQLException {
        var closed = hasty.getConnection();
        closed.close();
        closed.close();

        try (var held = hasty.getConnection()) {
            assertThatExceptionOfType(SQLTransientConnectionException.class)
                    .isThrownBy(hasty::getConnection)
                    .withMessageContaining("Others have been writing");
            assertThat(held.isClosed()).isFalse();
        }
    }

    @Test
    void aConnectionThatCannotBeOpenedHoldsNobodyUp() {
        pool.close();

        for (var tries = 0; tries < 2; tries++) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(hasty::getConnection)
                    .withMessageContaining("closed");
        }
    }

    private void comeOneByOne(int people, List<CompletableFuture<Void>> waiting, List<Integer> order) {
        for (var place = 0; place < people; place++) {
            waiting.add(writes(place, order));
            await().until(() -> waiting() == waiting.size());
        }
    }

    private CompletableFuture<Void> writes(int place, List<Integer> order) {
        return CompletableFuture.runAsync(
                () -> {
                    try (var connection = queue.getConnection()) {
                        order.add(place);
                        assertThat(connection.isClosed()).isFalse();
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                },
                command -> new Thread(command).start());
    }

    private String write() {
        try (var connection = queue.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("CREATE TABLE gift (id INTEGER)");
            connection.commit();
            return "written";
        } catch (SQLException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private int waiting() {
        return (int) registry.get("klaus.database.write.waiting").gauge().value();
    }
}
