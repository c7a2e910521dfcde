package org.sneakyklaus.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Throws away the mail that an earlier test left in the data folder. */
record CleanMailbox(Path folder) {

    void clean() {
        if (!Files.exists(folder)) {
            return;
        }
        try (var mails = Files.list(folder)) {
            for (var mail : mails.toList()) {
                Files.delete(mail);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
