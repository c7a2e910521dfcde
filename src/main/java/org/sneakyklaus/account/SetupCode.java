package org.sneakyklaus.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.support.RuleViolation;
import org.sneakyklaus.support.SecretToken;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Proves that whoever sets the site up from another machine can read its log: the code is told there, at each start. */
@Component
public class SetupCode {

    private static final Logger log = LoggerFactory.getLogger(SetupCode.class);
    private static final int LENGTH = 12;

    private final AdminSetup setup;
    private final AppProperties app;
    private final String code = SecretToken.generate().hash().substring(0, LENGTH);

    SetupCode(AdminSetup setup, AppProperties app) {
        this.setup = setup;
        this.app = app;
    }

    @EventListener(ApplicationReadyEvent.class)
    void tell() {
        if (setup.isDue()) {
            log.info(
                    "There is no admin yet. Open {}; from another machine it asks for this code: {}",
                    app.link("/setup"),
                    code);
        }
    }

    /** @throws RuleViolation on {@code code} when it is another one */
    public void require(String typed) {
        var given = typed.strip().toLowerCase(Locale.ROOT);
        if (!MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), code.getBytes(StandardCharsets.UTF_8))) {
            throw RuleViolation.onField("code", "setup.code.wrong");
        }
    }
}
