package org.sneakyklaus.operation.command;

import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.sneakyklaus.support.ProcessUser;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Describes a failure in one line, in the words of a failed start. */
public final class FailureSummary {

    private static final String OURS = "org.sneakyklaus.";

    private FailureSummary() {}

    public static String of(Throwable failure) {
        var text = analysis(failure)
                .map(FailureSummary::words)
                .or(() -> ofDatabase(failure))
                .orElseGet(() -> inShort(reason(failure)));
        return text.strip().replaceAll("\\s+", " ");
    }

    private static Optional<FailureAnalysis> analysis(Throwable failure) {
        // Those of Spring quote values, which may be secret.
        return SpringFactoriesLoader.forDefaultResourceLocation()
                .load(FailureAnalyzer.class, (type, name, cause) -> {
                    // One of Spring's, which need the bean factory.
                })
                .stream()
                .filter(analyzer -> analyzer.getClass().getName().startsWith(OURS))
                .map(analyzer -> analyzer.analyze(failure))
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static String words(FailureAnalysis analysis) {
        var action = analysis.getAction();
        return analysis.getDescription() + (action == null ? "" : ". " + action);
    }

    /** Skips exceptions of Spring, but not further: the first other one has the intended message. */
    private static Throwable reason(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(cause -> !cause.getClass().getName().startsWith("org.springframework."))
                .findFirst()
                .orElseGet(() -> NestedExceptionUtils.getMostSpecificCause(failure));
    }

    private static Optional<String> ofDatabase(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .reduce((outer, inner) -> inner)
                .map(cause -> "The database cannot be used: " + inShort(cause));
    }

    /** Returns the problem with a file and its solution, as the end of a sentence, or else the failure's message. */
    public static String inShort(Throwable failure) {
        if (failure instanceof SQLiteException sqlite) {
            return inShort(sqlite);
        }
        if (failure instanceof AccessDeniedException denied) {
            return denied.getFile() + " is not open to the user " + ProcessUser.name()
                    + ": give it, and the folder it is in, to that user (chown)";
        }
        return failure instanceof NoSuchFileException missing
                ? "there is no " + missing.getFile()
                : String.valueOf(failure.getMessage());
    }

    private static String inShort(SQLiteException failure) {
        // The last byte is the primary code, the bytes before it give details.
        return switch (SQLiteErrorCode.getErrorCode(failure.getResultCode().code & 0xff)) {
            case SQLITE_NOTADB -> "it is no database of SQLite, or not the whole of one: take another file";
            case SQLITE_CORRUPT ->
                "it is damaged, or was cut off when it was copied: take another copy, or an earlier backup";
            case SQLITE_BUSY, SQLITE_LOCKED -> "another program holds it: end that, and try again";
            case SQLITE_CANTOPEN, SQLITE_READONLY, SQLITE_PERM ->
                "the file, or the folder it is in, is not open to the user " + ProcessUser.name()
                        + ": give both to that user (chown), and mount them writable";
            case SQLITE_FULL -> "the disk is full: make room, and try again";
            case SQLITE_IOERR -> "the disk fails to read or to write it: look at the log of the system";
            default -> "SQLite says: " + failure.getMessage();
        };
    }
}
