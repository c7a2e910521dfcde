package org.sneakyklaus.database;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Hands out the write connection in FIFO order. A pool alone gives it to the next caller at the moment of its return,
 * so that under load some would wait for ever.
 */
final class SqliteWriteQueue extends DelegatingDataSource {

    /** How long a writer may hold the connection before the database counts as stuck; milliseconds are usual. */
    private static final Duration LONG = Duration.ofSeconds(1);

    private final Semaphore turn = new Semaphore(1, true);
    private final Duration atMost;
    private final int mostWhileStuck;
    private final Timer waited;

    private volatile long begun;
    private volatile @Nullable Thread holder;

    /**
     * @param atMost maximum wait
     * @param mostWhileStuck how many may wait while the database is stuck; each blocks a thread
     */
    SqliteWriteQueue(DataSource writer, Duration atMost, int mostWhileStuck, MeterRegistry registry) {
        super(writer);
        this.atMost = atMost;
        this.mostWhileStuck = mostWhileStuck;
        this.waited = registry.timer("klaus.database.write.wait");
        Gauge.builder("klaus.database.write.waiting", turn, Semaphore::getQueueLength)
                .register(registry);
    }

    /** @throws SQLTransientConnectionException if others hold the connection for longer than the maximum wait */
    @Override
    public Connection getConnection() throws SQLException {
        await();
        try {
            return untilClosed(super.getConnection());
        } catch (SQLException | RuntimeException | Error e) {
            holder = null;
            turn.release();
            throw e;
        }
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return getConnection();
    }

    private void await() throws SQLException {
        if (turn.getQueueLength() >= mostWhileStuck && System.nanoTime() - begun > LONG.toNanos()) {
            throw new SQLTransientConnectionException("Writing is stuck, and too many wait for it");
        }
        var asked = System.nanoTime();
        try {
            if (!isTurnIn(atMost)) {
                throw new SQLTransientConnectionException("Others have been writing for %d s, and %d more wait; now %s"
                        .formatted(atMost.toSeconds(), turn.getQueueLength(), holderAtWork()));
            }
        } finally {
            waited.record(System.nanoTime() - asked, TimeUnit.NANOSECONDS);
        }
        begun = System.nanoTime();
        holder = Thread.currentThread();
    }

    /** A stop interrupts Quartz, which would log a stack trace, and keep what it was about to give back. */
    private boolean isTurnIn(Duration time) {
        var end = System.nanoTime() + time.toNanos();
        var interrupted = false;
        try {
            while (true) {
                try {
                    return turn.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Returns who holds the connection, and in which of our methods. */
    private String holderAtWork() {
        var thread = holder;
        if (thread == null) {
            return "nobody";
        }
        var method = Stream.of(thread.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("org.sneakyklaus."))
                .findFirst();
        return thread.getName() + method.map(frame -> " in " + frame).orElse("");
    }

    /**
     * Returns the connection, whose turn ends when it is closed, or when its transaction cannot end: it is of no use
     * then, and Quartz tries again with another connection before it gives back this one.
     */
    private Connection untilClosed(Connection connection) {
        var held = new AtomicBoolean(true);
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (!held.get() && SqliteConnections.cleansUp(method, arguments)) {
                        return null;
                    }
                    try {
                        return AopUtils.invokeJoinpointUsingReflection(connection, method, arguments);
                    } catch (SQLException e) {
                        if (SqliteConnections.ENDS_TRANSACTION.contains(method.getName())) {
                            giveUp(connection, e);
                            end(held);
                        }
                        throw e;
                    } finally {
                        if (method.getName().equals("close")) {
                            end(held);
                        }
                    }
                });
    }

    private static void giveUp(Connection connection, SQLException reason) {
        try {
            connection.close();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    private void end(AtomicBoolean held) {
        if (held.getAndSet(false)) {
            holder = null;
            turn.release();
        }
    }
}
