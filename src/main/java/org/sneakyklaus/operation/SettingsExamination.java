package org.sneakyklaus.operation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.sneakyklaus.support.AppProperties;
import org.springframework.beans.BeansException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.ApplicationContext;

/** Whether each setting is one that can be, and those that lead others here are such that they find it. */
final class SettingsExamination implements Examination {

    private static final String OURS = "org.sneakyklaus.";
    private static final String URL = "public URL";

    private final ApplicationContext parts;

    SettingsExamination(ApplicationContext parts) {
        this.parts = parts;
    }

    @Override
    public List<Finding> findings() {
        var wrong = wrong();
        return wrong.isEmpty() ? right() : wrong;
    }

    private List<Finding> wrong() {
        var reasons = new TreeSet<String>();
        Arrays.stream(parts.getBeanNamesForAnnotation(ConfigurationProperties.class))
                .filter(this::isOurs)
                .forEach(name -> {
                    try {
                        parts.getBean(name);
                    } catch (BeansException e) {
                        reasons.add(Explanation.of(e));
                    }
                });
        return reasons.stream()
                .map(reason -> Finding.error("configuration", reason))
                .toList();
    }

    private boolean isOurs(String bean) {
        var type = parts.getType(bean);
        return type != null && type.getName().startsWith(OURS);
    }

    private List<Finding> right() {
        var findings = new ArrayList<Finding>();
        findings.add(Finding.ok("configuration", "Every setting can be read"));
        var app = parts.getBean(AppProperties.class);
        findings.add(publicUrl(app));
        if (app.isHttps()
                && parts.getEnvironment()
                        .getProperty("klaus.trusted-proxies", "")
                        .isBlank()) {
            findings.add(Finding.warning(
                    "proxies",
                    "None is trusted, so everybody behind one counts as one and the same: set KLAUS_TRUSTED_PROXIES to"
                            + " the address of the proxy that ends TLS"));
        }
        return findings;
    }

    private static Finding publicUrl(AppProperties app) {
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
