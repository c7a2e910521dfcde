package org.sneakyklaus.operation.backup;

import org.sneakyklaus.support.SecretBox;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The fingerprint of the key that a database was created with, for commands. */
public final class KnownKey {

    private KnownKey() {}

    /** Whether values sealed in the database do not open with this key; false if the database was never in use. */
    public static boolean isOtherThan(SecretBox key, JdbcClient database) {
        return database.sql("SELECT key_fingerprint FROM installation").query(String.class).list().stream()
                .anyMatch(fingerprint -> !fingerprint.equals(key.fingerprint()));
    }
}
