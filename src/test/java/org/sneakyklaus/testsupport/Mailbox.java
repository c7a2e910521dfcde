package org.sneakyklaus.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.sneakyklaus.outbox.OutboxSender;

/** Everybody's mailbox: the folder of captured e-mails. */
public final class Mailbox {

    /** What a run finds that has nothing to send. */
    public static final OutboxSender.Result NOTHING_DUE = new OutboxSender.Result(0, 0, false);

    private final OutboxSender delivery;
    private final Path folder;
    private final Map<KeptFile, Mail> read = new ConcurrentHashMap<>();

    /** A file of the same name is another one once the folder was emptied. */
    private record KeptFile(Path path, FileTime written) {

        static KeptFile of(Path path) {
            try {
                return new KeptFile(path, Files.getLastModifiedTime(path));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public Mailbox(OutboxSender delivery, Path folder) {
        this.delivery = delivery;
        this.folder = folder;
    }

    /** Every e-mail, in the order of the outbox, after all that is due has been delivered. */
    public List<Mail> all() {
        deliver();
        return kept();
    }

    /** Delivers all that is due. */
    public void deliver() {
        OutboxSender.Result run;
        do {
            run = delivery.deliverDue();
        } while (run.sent() + run.failed() > 0);
    }

    /** Every e-mail that has arrived so far, in the order of the outbox. */
    public List<Mail> kept() {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .sorted(Mailbox::byTimeAndRow)
                    .map(file -> read.computeIfAbsent(KeptFile.of(file), kept -> Mail.read(kept.path())))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<Mail> to(String address) {
        return all().stream().filter(mail -> mail.to().equals(address)).toList();
    }

    /** The subjects of all e-mails to an address. */
    public List<String> subjectsTo(String address) {
        return to(address).stream().map(Mail::subject).toList();
    }

    public Mail lastTo(String address) {
        var mails = to(address);
        if (mails.isEmpty()) {
            throw new AssertionError("no e-mail to " + address);
        }
        return mails.get(mails.size() - 1);
    }

    private static int byTimeAndRow(Path one, Path other) {
        var a = one.getFileName().toString();
        var b = other.getFileName().toString();
        var time = a.substring(0, a.indexOf('-')).compareTo(b.substring(0, b.indexOf('-')));
        return time != 0 ? time : Long.compare(row(a), row(b));
    }

    private static long row(String name) {
        return Long.parseLong(name.substring(name.indexOf('-') + 1, name.indexOf('.')));
    }
}
