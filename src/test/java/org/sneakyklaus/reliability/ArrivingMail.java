package org.sneakyklaus.reliability;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;
import static java.nio.file.StandardWatchEventKinds.OVERFLOW;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeUtility;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchService;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * Watches the folder of captured e-mails. A file is named by its row of the outbox and moved into place, so a second
 * sending only replaces the first: the folder alone would never show it. Here each arrival counts.
 */
final class ArrivingMail implements AutoCloseable {

    /** An e-mail as it lies in its file. */
    record MailContent(String messageId, String to, String subject) {}

    private final Path folder;
    private final WatchService watcher;
    private final ConcurrentMap<String, List<MailContent>> arrivals = new ConcurrentHashMap<>();
    private final List<String> problems = new CopyOnWriteArrayList<>();

    ArrivingMail(Path folder) throws IOException {
        this.folder = folder;
        this.watcher = folder.getFileSystem().newWatchService();
        folder.register(watcher, ENTRY_CREATE, ENTRY_MODIFY);
        var thread = new Thread(this::watch, "arriving-mail");
        thread.setDaemon(true);
        thread.start();
    }

    /** How many different e-mails have arrived so far. */
    int count() {
        return arrivals.size();
    }

    /** Each e-mail that arrived and is still there, once. */
    List<MailContent> letters() {
        return arrivals.entrySet().stream()
                .filter(file -> Files.exists(folder.resolve(file.getKey())))
                .map(file -> file.getValue().get(file.getValue().size() - 1))
                .toList();
    }

    /** How often the e-mail of each row of the outbox arrived. */
    Map<Long, Integer> times() {
        return arrivals.entrySet().stream()
                .collect(Collectors.toMap(
                        file -> row(file.getKey()), file -> file.getValue().size()));
    }

    /** The rows of the outbox whose e-mail arrived again as another one. */
    List<Long> changed() {
        return arrivals.entrySet().stream()
                .filter(file -> file.getValue().stream().distinct().count() > 1)
                .map(file -> row(file.getKey()))
                .toList();
    }

    /** Why the count cannot be trusted; empty when it can. */
    List<String> problems() {
        return problems;
    }

    private void watch() {
        try {
            while (true) {
                var key = watcher.take();
                for (var event : key.pollEvents()) {
                    if (event.kind() == OVERFLOW) {
                        problems.add("the watcher was too slow");
                    } else if (event.context().toString().endsWith(".eml")) {
                        for (int i = 0; i < event.count(); i++) {
                            arrived(event.context().toString());
                        }
                    }
                }
                key.reset();
            }
        } catch (ClosedWatchServiceException | InterruptedException e) {
            // The test is over.
        } catch (IOException | MessagingException e) {
            problems.add(e.toString());
        }
    }

    private void arrived(String file) throws IOException, MessagingException {
        arrivals.computeIfAbsent(file, name -> new CopyOnWriteArrayList<>()).add(read(folder.resolve(file)));
    }

    private static MailContent read(Path file) throws IOException, MessagingException {
        try (var content = new BufferedInputStream(Files.newInputStream(file))) {
            var headers = new InternetHeaders(content, true);
            return new MailContent(
                    headers.getHeader("Message-ID", ""),
                    new InternetAddress(headers.getHeader("To", "")).getAddress(),
                    MimeUtility.decodeText(MimeUtility.unfold(headers.getHeader("Subject", ""))));
        }
    }

    private static long row(String file) {
        return Long.parseLong(file.substring(file.indexOf('-') + 1, file.indexOf('.')));
    }

    @Override
    public void close() throws IOException {
        watcher.close();
    }
}
