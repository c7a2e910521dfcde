package org.sneakyklaus.operation.check;

import java.util.ArrayList;
import java.util.List;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.support.settings.UnknownVariables;
import org.springframework.core.env.ConfigurableEnvironment;

/** Checks that each variable is known, and that the public address and proxy settings are usable. */
final class SettingsDiagnostic implements Diagnostic {

    private static final String SETTINGS = "configuration";
    private static final String URL = "public URL";

    private final AppProperties app;
    private final ConfigurableEnvironment environment;

    SettingsDiagnostic(AppProperties app, ConfigurableEnvironment environment) {
        this.app = app;
        this.environment = environment;
    }

    @Override
    public List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        // Always true here: invalid settings end the command earlier.
        findings.add(Finding.ok(SETTINGS, "Every setting can be read"));
        UnknownVariables.in(environment).forEach(text -> findings.add(Finding.warning(SETTINGS, text)));
        findings.add(publicUrl());
        if (app.isHttps()
                && environment.getProperty("klaus.trusted-proxies", "").isBlank()) {
            findings.add(Finding.warning(
                    "proxies",
                    "None is trusted, so all clients behind one count as the same: set KLAUS_TRUSTED_PROXIES to"
                            + " the address of the proxy that terminates TLS"));
        }
        return findings;
    }

    private Finding publicUrl() {
        if (app.isOfThisMachine()) {
            return Finding.warning(
                    URL,
                    "Links begin with " + app.publicUrl()
                            + ", which does not work on other machines: set KLAUS_PUBLIC_URL");
        }
        return app.isHttps()
                ? Finding.ok(URL, "Links begin with " + app.publicUrl())
                : Finding.warning(
                        URL,
                        "Links begin with " + app.publicUrl()
                                + ", and anyone who intercepts them can use them: put a proxy with TLS in front, and"
                                + " set KLAUS_PUBLIC_URL to the https address");
    }
}
