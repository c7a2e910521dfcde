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
 * Compares the secret key with the one this database was created with, by fingerprint. With another or a missing key,
 * everything works that needs none, and every admin page shows the problem, until the admin accepts the other key.
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
            log.error("Secret key is not the one this database was created with: pairings cannot be read");
        }
    }

    @Override
    public Optional<MessageSourceResolvable> current() {
        if (!secretBox.isLasting()) {
            return Optional.of(notice("key.missing"));
        }
        // The key may have been accepted on another node meanwhile.
        otherKey = otherKey && isOther(installations.findAll());
        return otherKey ? Optional.of(notice("key.other")) : Optional.empty();
    }

    @Override
    public Optional<Remedy> remedy() {
        return secretBox.isLasting() ? Optional.of(new Remedy("/admin/key/accept", "key.accept")) : Optional.empty();
    }

    /**
     * Accepts the current key as that of this database. Values sealed under the other key open again if that key
     * returns.
     */
    @Transactional
    public void accept() {
        if (secretBox.isLasting()) {
            installations.findAll().forEach(installation -> installation.accept(secretBox.fingerprint()));
            log.info("Current secret key accepted by the admin");
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
