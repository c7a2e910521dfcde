package org.sneakyklaus.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.support.RuleViolation;
import org.sneakyklaus.support.SecretBox;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Proves that the person setting up the site can read its log: while there is no admin, each start logs a link with the
 * code. The code is derived from the secret key, so the link is the same after a restart and on every node.
 */
@Component
public class SetupCode {

    private static final Logger log = LoggerFactory.getLogger(SetupCode.class);
    /** Number of hexadecimal digits: enough to make guessing hopeless, even with unlimited attempts. */
    private static final int LENGTH = 20;

    private final AdminSetup setup;
    private final AppProperties app;
    private final String code;

    SetupCode(AdminSetup setup, AppProperties app, SecretBox secretBox) {
        this.setup = setup;
        this.app = app;
        this.code = secretBox.hash("set-up code", "").substring(0, LENGTH);
    }

    @EventListener(ApplicationReadyEvent.class)
    void tell() {
        if (setup.isDue()) {
            log.info("There is no admin yet. Set the account up by this link: {}", link());
        }
    }

    /** Returns the link for setting up the site, which includes the code. */
    public String link() {
        return app.link("/setup?code=" + code);
    }

    /** Returns whether this is the code, ignoring surrounding spaces. */
    public boolean isRight(String typed) {
        var given = typed.strip().toLowerCase(Locale.ROOT);
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), code.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws RuleViolation on {@code code} if it is wrong */
    public void require(String typed) {
        if (!isRight(typed)) {
            throw RuleViolation.onField("code", "setup.code.wrong");
        }
    }
}
