package org.sneakyklaus.outbox.transport;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.support.NotFoundException;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;

/** Reads and deletes captured emails. */
public class CapturedMails {

    /** Name of the transport that captures emails instead of sending them. */
    public static final String TRANSPORT = "capture";

    private static final Logger log = LoggerFactory.getLogger(CapturedMails.class);
    private static final int PAGE_SIZE = 50;
    private static final int CHUNK = 500;

    private final CaptureFolder folder;

    CapturedMails(CaptureFolder folder) {
        this.folder = folder;
    }

    /**
     * Returns captured emails, the newest first, in pages of 50.
     *
     * @param address part of the recipient's address, or blank for all
     */
    public Page<CapturedMail> page(String address, int page) {
        var request = PageRequest.of(page, PAGE_SIZE);
        try {
            var names = folder.names();
            if (address.isBlank()) {
                return new PageImpl<>(listed(slice(names, request)), request, names.size());
            }
            var wanted = address.strip().toLowerCase(Locale.ROOT);
            var found = listed(names).stream()
                    .filter(mail -> mail.to().toLowerCase(Locale.ROOT).contains(wanted))
                    .toList();
            return new PageImpl<>(slice(found, request), request, found.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws NotFoundException if there is no such file, or the name does not follow the pattern */
    public CapturedText read(String name) {
        try (var content = new BufferedInputStream(Files.newInputStream(file(name)))) {
            var message = new MimeMessage(MimeMessages.SESSION, content);
            var parts = (MimeMultipart) message.getContent();
            return new CapturedText(
                    new CapturedMail(
                            name,
                            CaptureFolder.timeOf(name),
                            decoded(message.getHeader("To", ", ")),
                            decoded(message.getHeader("Subject", " "))),
                    String.join("\n", Collections.list(message.getAllHeaderLines())),
                    String.valueOf(parts.getBodyPart(0).getContent()),
                    String.valueOf(parts.getBodyPart(1).getContent()));
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException("Cannot read the captured mail " + name, e);
        }
    }

    /** @throws NotFoundException if there is no such file, or the name does not follow the pattern */
    public Path file(String name) {
        return folder.find(name).orElseThrow(() -> new NotFoundException("captured mail"));
    }

    /** Returns the file name of an outbox row. */
    public static String nameOf(Instant queuedAt, long outboxId) {
        return CaptureFolder.nameOf(queuedAt, outboxId);
    }

    /** Returns whether there is any captured email. */
    public boolean any() {
        try {
            return !folder.isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes the file of an outbox row, if there is one. */
    public void delete(Instant queuedAt, long outboxId) {
        try {
            folder.delete(CaptureFolder.nameOf(queuedAt, outboxId));
        } catch (IOException e) {
            // The caller must go on: the rows of these files are gone already.
            log.warn(
                    "Could not delete the captured email of row {}: {}",
                    outboxId,
                    e.getClass().getSimpleName());
        }
    }

    /**
     * Deletes the files of all outbox rows but those worth keeping, and what a crash left unfinished before an instant.
     *
     * @return the number of emails deleted
     * @param worthKeeping returns, of the given row ids, those whose files stay
     */
    public int deleteAllBut(UnaryOperator<Set<Long>> worthKeeping, Instant unfinishedBefore) throws IOException {
        folder.deleteUnfinished(unfinishedBefore);
        var deleted = 0;
        var names = folder.names();
        for (var from = 0; from < names.size(); from += CHUNK) {
            var chunk = names.subList(from, Math.min(from + CHUNK, names.size()));
            var kept = worthKeeping.apply(
                    chunk.stream().map(CaptureFolder::outboxIdOf).collect(Collectors.toSet()));
            for (var name : chunk) {
                if (!kept.contains(CaptureFolder.outboxIdOf(name))) {
                    folder.delete(name);
                    deleted++;
                }
            }
        }
        return deleted;
    }

    private List<CapturedMail> listed(List<String> names) {
        return names.stream().flatMap(name -> listed(name).stream()).toList();
    }

    /** Reads an entry of the list; empty if the file was deleted since the folder was read. */
    private Optional<CapturedMail> listed(String name) {
        return folder.find(name).map(file -> {
            try (var content = new BufferedInputStream(Files.newInputStream(file))) {
                var headers = new InternetHeaders(content, true);
                return new CapturedMail(
                        name,
                        CaptureFolder.timeOf(name),
                        decoded(headers.getHeader("To", ", ")),
                        decoded(headers.getHeader("Subject", " ")));
            } catch (NoSuchFileException e) {
                return null;
            } catch (IOException | MessagingException e) {
                throw new IllegalStateException("Cannot read the captured mail " + name, e);
            }
        });
    }

    private static String decoded(@Nullable String header) throws IOException {
        return header == null ? "" : MimeUtility.decodeText(MimeUtility.unfold(header));
    }

    private static <T> List<T> slice(List<T> all, PageRequest request) {
        var from = (int) Math.min(request.getOffset(), all.size());
        return all.subList(from, Math.min(from + request.getPageSize(), all.size()));
    }
}
