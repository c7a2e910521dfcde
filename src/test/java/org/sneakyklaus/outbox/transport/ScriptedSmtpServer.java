package org.sneakyklaus.outbox.transport;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.outbox.transport.MailListener.Moment;
import org.sneakyklaus.testsupport.FreePort;

/** An SMTP server on a port of this machine that takes everything, but for what it was told to answer otherwise. */
public final class ScriptedSmtpServer implements AutoCloseable {

    /** In place of an answer: breaks the connection. */
    public static final String DROP = "drop";
    /** In place of an answer: a byte now and then, for ever. */
    public static final String DRIP = "drip";
    /** In place of an answer: nothing, for ever. */
    public static final String HANG = "hang";
    /** In place of an answer: nothing until {@link #goOn}, and then the usual one. */
    public static final String WAIT = "wait";
    /** In place of an answer: a line that never ends. */
    public static final String ENDLESS_LINE = "endless line";
    /** In place of an answer: lines that say that more will follow. */
    public static final String ENDLESS_LINES = "endless lines";

    private static final long ENDLESS = 100_000_000;

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Future<?> listening;
    private final Map<String, String> answers = Collections.synchronizedMap(new HashMap<>());
    private final List<String> taken = Collections.synchronizedList(new ArrayList<>());
    private final List<String> inTheOpen = Collections.synchronizedList(new ArrayList<>());
    private final List<Socket> sockets = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong poured = new AtomicLong();
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable SSLSocketFactory tls;
    private volatile MailListener listener = moment -> {};
    private final AtomicInteger connections = new AtomicInteger();

    public ScriptedSmtpServer() {
        this(FreePort.find());
    }

    /** On a port where another was before. */
    public ScriptedSmtpServer(int port) {
        try {
            server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        listening = threads.submit(this::listen);
    }

    /**
     * From now on the answer to a command that begins like this; {@code CONNECT} is the greeting, {@code .} the end of an
     * e-mail.
     */
    public ScriptedSmtpServer answering(String command, String answer) {
        answers.put(command, answer);
        return this;
    }

    /** From now on the connection can be encrypted, and must be before somebody signs in. */
    ScriptedSmtpServer offeringStarttls(SSLContext context) {
        tls = context.getSocketFactory();
        return this;
    }

    /** Who is told of each e-mail from now on. */
    public void tell(MailListener who) {
        listener = who;
    }

    /** Waits until somebody waits for an answer that never comes. */
    public void awaitHanging() throws InterruptedException {
        if (!hanging.await(60, TimeUnit.SECONDS)) {
            throw new AssertionError("nobody waits for an answer");
        }
    }

    /** How many e-mails wait for their answers now. */
    public int waiting() {
        return waiting.get();
    }

    /** From now on nobody is kept waiting. */
    public void goOn() {
        goOn.countDown();
    }

    /** How many bytes of answers without an end it got rid of. */
    long poured() {
        return poured.get();
    }

    /** Every command that was not encrypted. */
    List<String> inTheOpen() {
        return List.copyOf(inTheOpen);
    }

    /** From now on everything is taken again. */
    public void behave() {
        answers.clear();
    }

    public int port() {
        return server.getLocalPort();
    }

    public int connections() {
        return connections.get();
    }

    /** Every e-mail of which it has read the end. */
    public List<String> taken() {
        return List.copyOf(taken);
    }

    /** The same, which it then forgets. */
    public List<String> takeAll() {
        synchronized (taken) {
            var all = List.copyOf(taken);
            taken.clear();
            return all;
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        goOn.countDown();
        server.close();
        awaitNobodyIsLetIn();
        for (var socket : List.copyOf(sockets)) {
            socket.close();
        }
        threads.shutdownNow();
    }

    /** The port is closed only once the thread that listened has seen it. */
    private void awaitNobodyIsLetIn() throws IOException {
        try {
            listening.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("still listening", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen() {
        try {
            while (!server.isClosed()) {
                var socket = server.accept();
                connections.incrementAndGet();
                sockets.add(socket);
                threads.execute(() -> talk(socket));
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private void talk(Socket plain) {
        try (plain) {
            var socket = plain;
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            var out = socket.getOutputStream();
            if (!answer(out, "CONNECT", "220 hello")) {
                return;
            }
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                if (socket == plain) {
                    inTheOpen.add(line);
                }
                if (line.startsWith("MAIL")) {
                    listener.at(Moment.OFFERED);
                }
                if (!answer(out, line, usual(line, socket == plain))) {
                    return;
                }
                if (line.equals("STARTTLS")) {
                    socket = encrypted(plain);
                    in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                    out = socket.getOutputStream();
                }
                if (line.startsWith("DATA") && !answers.containsKey("DATA")) {
                    taken.add(content(in));
                    listener.at(Moment.TAKEN);
                    if (!answer(out, ".", "250 taken")) {
                        return;
                    }
                    listener.at(Moment.ANSWERED);
                }
            }
        } catch (IOException e) {
            // The other side has gone.
        }
    }

    private String usual(String line, boolean plain) {
        var command = line.split(" ", 2)[0];
        return switch (command) {
            case "DATA" -> "354 go on";
            case "QUIT" -> "221 bye";
            case "STARTTLS" -> "220 go on";
            case "AUTH" -> "235 welcome";
            case "EHLO" -> tls == null ? "250 ok" : plain ? "250-ok\r\n250 STARTTLS" : "250-ok\r\n250 AUTH PLAIN";
            default -> "250 ok";
        };
    }

    private Socket encrypted(Socket plain) throws IOException {
        var socket = (SSLSocket) Objects.requireNonNull(tls).createSocket(plain, null, plain.getPort(), true);
        socket.setUseClientMode(false);
        return socket;
    }

    private static String content(BufferedReader in) throws IOException {
        var content = new StringBuilder();
        for (var line = in.readLine(); !".".equals(line); line = in.readLine()) {
            if (line == null) {
                throw new EOFException("half of an e-mail");
            }
            content.append(line).append('\n');
        }
        return content.toString();
    }

    /** False when the connection is to be closed. */
    private boolean answer(OutputStream out, String line, String usual) throws IOException {
        var answer = answers.entrySet().stream()
                .filter(entry -> line.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(usual);
        if (answer.equals(DROP)) {
            return false;
        }
        if (answer.equals(HANG)) {
            hang();
            return false;
        }
        if (answer.equals(DRIP)) {
            drip(out);
            return false;
        }
        if (answer.startsWith("endless")) {
            pour(out, answer.equals(ENDLESS_LINE) ? "2" : "250-more\r\n");
            return false;
        }
        var said = answer;
        if (answer.equals(WAIT)) {
            awaitGoOn();
            said = usual;
        }
        out.write((said + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        return !said.startsWith("421");
    }

    private void awaitGoOn() {
        waiting.incrementAndGet();
        try {
            goOn.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            waiting.decrementAndGet();
        }
    }

    /** Until the other side hangs up, or so much was read that no limit can be meant. */
    private void pour(OutputStream out, String piece) throws IOException {
        // Far shorter than what is read of an answer: who hangs up has taken whole pieces, which are counted.
        var bytes = piece.repeat(1_000).getBytes(StandardCharsets.UTF_8);
        while (poured.get() < ENDLESS) {
            out.write(bytes);
            poured.addAndGet(bytes.length);
        }
    }

    /** Until the server is closed. */
    private void hang() {
        hanging.countDown();
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until the other side hangs up. */
    private static void drip(OutputStream out) throws IOException {
        var pause = new CountDownLatch(1);
        try {
            while (!pause.await(20, TimeUnit.MILLISECONDS)) {
                out.write('2');
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
