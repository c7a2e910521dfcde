package org.sneakyklaus.operation.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sneakyklaus.database.InspectionDataSource;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.support.DatabaseKind;
import org.sneakyklaus.support.ProcessUser;
import org.sneakyklaus.support.SecretBox;
import org.sneakyklaus.support.SecretKey;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Checks whether the secret key is present, and the one this database was created with. */
final class KeyDiagnostic implements Diagnostic {

    private static final String KEY = "secret key";
    private static final Set<PosixFilePermission> FOR_OTHERS =
            EnumSet.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

    private final AppProperties app;
    private final Environment environment;
    private final ObjectProvider<SecretBox> secretBox;
    private final JdbcClient database;

    KeyDiagnostic(
            AppProperties app,
            Environment environment,
            ObjectProvider<SecretBox> secretBox,
            InspectionDataSource inspecting) {
        this.app = app;
        this.environment = environment;
        this.secretBox = secretBox;
        this.database = JdbcClient.create(inspecting.dataSource());
    }

    @Override
    public List<Finding> findings() throws IOException {
        var file = SecretKey.file(app).toAbsolutePath().normalize();
        var findings = new ArrayList<>(List.of(finding(file)));
        if (!isSet()) {
            exposed(file).ifPresent(findings::add);
        }
        return findings;
    }

    private static Optional<Finding> exposed(Path file) throws IOException {
        var attributes = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (attributes == null || !Files.exists(file)) {
            return Optional.empty();
        }
        var permissions = attributes.readAttributes().permissions();
        return Collections.disjoint(permissions, FOR_OTHERS)
                ? Optional.empty()
                : Optional.of(Finding.warning(
                        KEY,
                        "Others may read its file (" + PosixFilePermissions.toString(permissions) + "): chmod 600 "
                                + file));
    }

    private Finding finding(Path file) {
        // Without either, reading the key would create one.
        if (!isSet() && Files.notExists(file)) {
            return missing(file);
        }
        if (!isSet() && !Files.isReadable(file)) {
            return Finding.error(
                    KEY,
                    "The file " + file + " cannot be read by the user " + ProcessUser.name()
                            + ": give it to that user (chown)");
        }
        var fingerprint = secretBox.getObject().fingerprint();
        try {
            var known = database.sql("SELECT key_fingerprint FROM installation")
                    .query(String.class)
                    .list();
            if (known.stream().anyMatch(other -> !other.equals(fingerprint))) {
                return Finding.error(
                        KEY,
                        "It is not the one that this database was made with, so pairings cannot be read: put the right"
                                + " key back");
            }
            return Finding.ok(KEY, known.isEmpty() ? "It is there" : "It is the one that this database was made with");
        } catch (DataAccessException e) {
            return Finding.warning(KEY, "It is there, but the database does not tell whether it is the right one");
        }
    }

    private boolean isSet() {
        var setting = app.secretKey();
        return (setting != null && !setting.isBlank()) || DatabaseKind.of(environment) == DatabaseKind.POSTGRESQL;
    }

    private Finding missing(Path file) {
        return Files.exists(file.resolveSibling("klaus.db"))
                ? Finding.error(KEY, "The file " + file + " is missing: put it back, else pairings cannot be read")
                : Finding.warning(KEY, "There is none yet: the first start makes " + file);
    }
}
