package org.sneakyklaus.operation;

import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.support.AdminNotice;
import org.sneakyklaus.support.SecretBox;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.stereotype.Component;

/**
 * Compares the secret key with the one that this database began with, by its fingerprint. With another or a missing key
 * everything works that needs none, and every admin page says what is wrong.
 */
@Component
class KeyCheck implements ApplicationRunner, AdminNotice {

    private static final Logger log = LoggerFactory.getLogger(KeyCheck.class);

    private final InstallationRepository installations;
    private final SecretBox secretBox;
    private final Clock clock;
    private volatile boolean otherKey;

    KeyCheck(InstallationRepository installations, SecretBox secretBox, Clock clock) {
        this.installations = installations;
        this.secretBox = secretBox;
        this.clock = clock;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        var known = installations.findAll();
        if (known.isEmpty() && secretBox.isLasting()) {
            installations.save(new Installation(secretBox.fingerprint(), clock.instant()));
        }
        otherKey = known.stream()
                .anyMatch(installation -> !installation.keyFingerprint().equals(secretBox.fingerprint()));
        if (otherKey && secretBox.isLasting()) {
            log.error("The secret key is not the one that this database was made with: pairings cannot be read");
        }
    }

    @Override
    public Optional<MessageSourceResolvable> current() {
        if (!secretBox.isLasting()) {
            return Optional.of(notice("key.missing"));
        }
        return otherKey ? Optional.of(notice("key.other")) : Optional.empty();
    }

    private static MessageSourceResolvable notice(String key) {
        return new DefaultMessageSourceResolvable(key);
    }
}
