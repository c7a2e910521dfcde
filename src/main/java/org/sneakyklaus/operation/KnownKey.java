package org.sneakyklaus.operation;

import org.sneakyklaus.support.SecretBox;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The secret key that a database was made with, as far as its fingerprint tells, where the application does not run. */
final class KnownKey {

    private KnownKey() {}

    /** Whether what is sealed in the database does not open with this key; false for one that was never in use. */
    static boolean isOtherThan(SecretBox key, JdbcClient database) {
        return database.sql("SELECT key_fingerprint FROM installation").query(String.class).list().stream()
                .anyMatch(fingerprint -> !fingerprint.equals(key.fingerprint()));
    }
}
