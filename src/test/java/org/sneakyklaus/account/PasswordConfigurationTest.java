package org.sneakyklaus.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

class PasswordConfigurationTest {

    private static final String PASSWORD = "a password of the test";

    private final PasswordEncoder encoder = new PasswordConfiguration().passwordEncoder();

    @Test
    void passwordsAreHashedWithTheLeastThatOwaspAsksFor() {
        var hash = encoder.encode(PASSWORD);

        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(encoder.matches(PASSWORD, hash)).isTrue();
        assertThat(encoder.matches("another one", hash)).isFalse();
        assertThat(encoder.upgradeEncoding(hash)).isFalse();
    }

    @Test
    void aHashThatTookLessIsToBeMadeAnew() {
        var weak = new Argon2PasswordEncoder(16, 32, 1, 1024, 1).encode(PASSWORD);

        assertThat(encoder.matches(PASSWORD, weak)).isTrue();
        assertThat(encoder.upgradeEncoding(weak)).isTrue();
    }
}
