package org.sneakyklaus.operation.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sneakyklaus.database.DataFolderState;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.support.Bytes;
import org.sneakyklaus.support.DatabaseKind;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;

/** Checks whether the data folder is writable, on a local disk, and has enough space. */
final class FolderDiagnostic implements Diagnostic {

    private static final String FOLDER = "data folder";
    private static final String DISK = "disk";
    /** With less, health is down. */
    private static final DataSize LEAST = DataSize.ofMegabytes(2);

    private static final DataSize LITTLE = DataSize.ofMegabytes(100);

    private final Path data;
    private final DataFolderState state;
    private final boolean isSqlite;

    FolderDiagnostic(AppProperties app, Environment environment) {
        this.data = app.data().toAbsolutePath().normalize();
        this.state = new DataFolderState(data);
        this.isSqlite = DatabaseKind.of(environment) == DatabaseKind.SQLITE;
    }

    @Override
    public List<Finding> findings() throws IOException {
        var findings = new ArrayList<Finding>();
        add(findings, state.notWritable());
        add(findings, state.onNetwork());
        if (isSqlite) {
            add(findings, state.moved().or(state::vanished));
        }
        if (findings.isEmpty()) {
            findings.add(usable());
        }
        findings.add(room());
        return findings;
    }

    private Finding usable() {
        if (Files.exists(data)) {
            return Finding.ok(FOLDER, data + " can be written to, and is on a disk of this machine");
        }
        var text = data + " does not exist yet, and is made when it is needed";
        return isSqlite
                ? Finding.warning(FOLDER, text + ": if it should be there, set KLAUS_DATA to where it is")
                : Finding.ok(FOLDER, text);
    }

    private void add(List<Finding> findings, Optional<String> obstacle) {
        // With PostgreSQL it contains only captured emails.
        obstacle.map(text -> isSqlite ? Finding.error(FOLDER, text) : Finding.warning(FOLDER, text))
                .ifPresent(findings::add);
    }

    private Finding room() throws IOException {
        var free = DataSize.ofBytes(Files.getFileStore(state.existing()).getUsableSpace());
        var text = Bytes.inWords(free.toBytes()) + " are free";
        if (free.compareTo(LEAST) < 0) {
            return Finding.error(DISK, text + ", too little to work with: make room");
        }
        if (free.compareTo(LITTLE) < 0 || free.toBytes() < databaseBytes()) {
            return Finding.warning(DISK, text + ", too little for a backup, perhaps: make room");
        }
        return Finding.ok(DISK, text);
    }

    private long databaseBytes() throws IOException {
        var file = data.resolve("klaus.db");
        return Files.exists(file) ? Files.size(file) : 0;
    }
}
