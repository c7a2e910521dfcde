package org.sneakyklaus.operation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sneakyklaus.support.SecretBox;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.jdbc.core.JdbcTemplate;

@IntegrationTest
class KeyCheckIT {

    private final KeyCheck keyCheck;
    private final SecretBox secretBox;
    private final JdbcTemplate database;

    KeyCheckIT(KeyCheck keyCheck, SecretBox secretBox, JdbcTemplate database) {
        this.keyCheck = keyCheck;
        this.secretBox = secretBox;
        this.database = database;
    }

    @Test
    void theFirstStartNotesTheFingerprintOfTheKey() {
        database.update("delete from installation");

        start();

        assertThat(database.queryForList("select key_fingerprint from installation", String.class))
                .containsExactly(secretBox.fingerprint());
        assertThat(keyCheck.current()).isEmpty();
    }

    @Test
    void anotherKeyIsToldOnEveryAdminPageAndItsFingerprintIsNotNoted() {
        database.update("update installation set key_fingerprint = 'another'");

        start();

        assertThat(keyCheck.current()).map(MessageSourceResolvable::getCodes).contains(new String[] {"key.other"});
        assertThat(database.queryForList("select key_fingerprint from installation", String.class))
                .containsExactly("another");
        database.update("update installation set key_fingerprint = ?", secretBox.fingerprint());
        start();
    }

    private void start() {
        keyCheck.run(new DefaultApplicationArguments());
    }
}
