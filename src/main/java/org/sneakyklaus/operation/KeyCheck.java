package org.sneakyklaus.operation;

import java.time.Clock;
import java.util.List;
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
import org.springframework.transaction.annotation.Transactional;

/**
 * Compares the secret key with the one that this database began with, by its fingerprint. With another or a missing key
 * everything works that needs none, and every admin page says what is wrong, until the admin accepts the other key.
 */
@Component
public class KeyCheck implements ApplicationRunner, AdminNotice {

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
        otherKey = isOther(known);
        if (otherKey && secretBox.isLasting()) {
            log.error("The secret key is not the one that this database was made with: pairings cannot be read");
        }
    }

    @Override
    public Optional<MessageSourceResolvable> current() {
        if (!secretBox.isLasting()) {
            return Optional.of(notice("key.missing"));
        }
        // Another node may have been told meanwhile.
        otherKey = otherKey && isOther(installations.findAll());
        return otherKey ? Optional.of(notice("key.other")) : Optional.empty();
    }

    @Override
    public Optional<Remedy> remedy() {
        return secretBox.isLasting() ? Optional.of(new Remedy("/admin/key/accept", "key.accept")) : Optional.empty();
    }

    /**
     * Takes the key that is there for that of this database from now on. What was sealed under the other one opens again
     * if that one comes back.
     */
    @Transactional
    public void accept() {
        if (secretBox.isLasting()) {
            installations.findAll().forEach(installation -> installation.accept(secretBox.fingerprint()));
            log.info("The organiser has accepted the secret key that is there now");
        }
    }

    private boolean isOther(List<Installation> known) {
        return known.stream()
                .anyMatch(installation -> !installation.keyFingerprint().equals(secretBox.fingerprint()));
    }

    private static MessageSourceResolvable notice(String key) {
        return new DefaultMessageSourceResolvable(key);
    }
}
