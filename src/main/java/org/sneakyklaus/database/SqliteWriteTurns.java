package org.sneakyklaus.database;

import com.zaxxer.hikari.HikariPoolMXBean;

/**
 * Looks whether somebody waits for the one writing connection. The pool alone is no help: whoever has just given the
 * connection back is the quickest to take it again.
 */
final class SqliteWriteTurns implements WriteTurns {

    private static final int MOST_MILLIS = 500;

    private final HikariPoolMXBean writer;

    SqliteWriteTurns(HikariPoolMXBean writer) {
        this.writer = writer;
    }

    @Override
    public void giveWay() {
        try {
            for (var millis = 0; millis < MOST_MILLIS && writer.getThreadsAwaitingConnection() > 0; millis++) {
                Thread.sleep(1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
