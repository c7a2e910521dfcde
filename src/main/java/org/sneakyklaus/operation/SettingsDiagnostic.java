package org.sneakyklaus.operation;

import java.util.ArrayList;
import java.util.List;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.support.settings.UnknownVariables;
import org.springframework.core.env.ConfigurableEnvironment;

/** Whether each variable is one that is known, and those that lead others here are such that they find it. */
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
        // Else there would be nothing to look at: what is wrong ends the command before.
        findings.add(Finding.ok(SETTINGS, "Every setting can be read"));
        UnknownVariables.in(environment).forEach(text -> findings.add(Finding.warning(SETTINGS, text)));
        findings.add(publicUrl());
        if (app.isHttps()
                && environment.getProperty("klaus.trusted-proxies", "").isBlank()) {
            findings.add(Finding.warning(
                    "proxies",
                    "None is trusted, so everybody behind one counts as one and the same: set KLAUS_TRUSTED_PROXIES to"
                            + " the address of the proxy that ends TLS"));
        }
        return findings;
    }

    private Finding publicUrl() {
        if (app.isOfThisMachine()) {
            return Finding.warning(
                    URL,
                    "Links begin with " + app.publicUrl()
                            + ", which nobody on another machine can follow: set KLAUS_PUBLIC_URL");
        }
        return app.isHttps()
                ? Finding.ok(URL, "Links begin with " + app.publicUrl())
                : Finding.warning(
                        URL,
                        "Links begin with " + app.publicUrl()
                                + ", and whoever listens on the way can use them: put a proxy with TLS in front, and set"
                                + " KLAUS_PUBLIC_URL to the https address");
    }
}
