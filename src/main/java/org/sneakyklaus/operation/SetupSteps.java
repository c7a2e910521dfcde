package org.sneakyklaus.operation;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.support.DemoMode;
import org.sneakyklaus.support.FirstSteps;
import org.sneakyklaus.support.MailCapture;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Determines the first steps from the settings and from what there is; only the copy of the key must be confirmed. */
@Component
public class SetupSteps implements FirstSteps {

    private static final String SERVER = "/admin/server";
    private static final String BACKUPS = "/admin/backups";

    private final InstallationRepository installations;
    private final Optional<Backups> backups;
    private final AppProperties app;
    private final MailCapture capture;
    private final String trustedProxies;
    private final DemoMode mode;
    private final Clock clock;

    SetupSteps(
            InstallationRepository installations,
            Optional<Backups> backups,
            AppProperties app,
            MailCapture capture,
            @Value("${klaus.trusted-proxies:}") String trustedProxies,
            DemoMode mode,
            Clock clock) {
        this.installations = installations;
        this.backups = backups;
        this.app = app;
        this.capture = capture;
        this.trustedProxies = trustedProxies;
        this.mode = mode;
        this.clock = clock;
    }

    @Override
    public List<Step> list() {
        var steps = new ArrayList<Step>();
        steps.add(new Step("address", SERVER, app.isHttps()));
        if (app.isHttps()) {
            // TLS ends at a proxy.
            steps.add(new Step("proxy", SERVER, !trustedProxies.isBlank()));
        }
        steps.add(new Step("email", "/admin/mail", !capture.active()));
        backups.ifPresent(
                made -> steps.add(new Step("backup", BACKUPS, made.latest().isPresent())));
        steps.add(new Step("key", BACKUPS, isKeyKept()));
        // Visitors of a demo are not its operator.
        return mode.demo() || steps.stream().allMatch(Step::done) ? List.of() : steps;
    }

    /** Whether the operator has confirmed that they keep a copy of the secret key. */
    public boolean isKeyKept() {
        return installations.findAll().stream().allMatch(Installation::isKeyKept);
    }

    /** Records that the operator keeps a copy of the secret key. */
    @Transactional
    public void keepKey() {
        installations.findAll().forEach(installation -> installation.keepKey(clock.instant()));
    }
}
