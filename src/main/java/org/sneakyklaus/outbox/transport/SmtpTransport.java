package org.sneakyklaus.outbox.transport;

import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.context.SmartLifecycle;

/**
 * Sends through an SMTP server, which does not recognise a repeated email. Each email has a connection of its own while
 * it is sent; the next one reuses a free one.
 */
final class SmtpTransport implements MailTransport, SmartLifecycle {

    // Docker kills ten seconds after it asked for a stop.
    private static final Duration LAST = Duration.ofSeconds(4);

    private final Supplier<SmtpConnection> connections;
    private final MimeMessages mime;
    private final Duration answer;
    private final Deque<SmtpConnection> idle = new ConcurrentLinkedDeque<>();
    private final Set<SmtpConnection> busy = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    /**
     * @param connections creates a connection, which connects when needed
     * @param answer how long {@link #sendPatiently} waits for the answer to an email
     */
    SmtpTransport(Supplier<SmtpConnection> connections, MimeMessages mime, Duration answer) {
        this.connections = connections;
        this.mime = mime;
        this.answer = answer;
    }

    @Override
    public String name() {
        return MailSettings.SMTP;
    }

    @Override
    public boolean isRepeatSafe() {
        return false;
    }

    @Override
    public Optional<String> send(MailMessage message) {
        send(mime.of(message), Optional.empty());
        return Optional.empty();
    }

    @Override
    public Optional<String> sendPatiently(MailMessage message) {
        send(mime.of(message), Optional.of(answer));
        return Optional.empty();
    }

    private void send(MimeMessages.Handed handed, Optional<Duration> patience) {
        talk(
                connection -> {
                    patience.ifPresent(longest -> handed.whenOver(() -> connection.await(longest)));
                    connection.send(handed);
                },
                handed::isOver);
    }

    @Override
    public void knock() {
        talk(SmtpConnection::open, () -> false);
    }

    @FunctionalInterface
    private interface Conversation {

        void with(SmtpConnection connection) throws MessagingException;
    }

    private void talk(Conversation conversation, Supplier<Boolean> isOver) {
        var connection = Optional.ofNullable(idle.poll()).orElseGet(connections);
        busy.add(connection);
        try {
            conversation.with(connection);
        } catch (MessagingException e) {
            throw SmtpErrors.failure(e, isOver.get(), connection.password());
        } finally {
            busy.remove(connection);
            idle.push(connection);
        }
    }

    @Override
    public void rest() {
        for (var connection = idle.poll(); connection != null; connection = idle.poll()) {
            connection.close();
        }
    }

    @Override
    public void start() {
        running = true;
    }

    /** Lets pending sends wait a few seconds more for their answer, at most. */
    @Override
    public void stop() {
        running = false;
        CompletableFuture.delayedExecutor(LAST.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> {
                    if (!running) {
                        busy.forEach(SmtpConnection::breakOff);
                    }
                });
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
