package org.sneakyklaus.support;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether this site is a demo.
 *
 * @param demo makes this site a public demo, which sends nothing and is reset every hour. With SQLite only
 */
@ConfigurationProperties("klaus")
public record DemoMode(@DefaultValue("false") boolean demo) {

    /** The address of a demo's organiser, which all its pages show. */
    public static final String ORGANISER = "organiser@example.org";

    /** The password of that account, which they show, too. */
    public static final String PASSWORD = "let me look around";

    /** @throws RuleViolation on the field in a demo, where many share the organiser's account: none shuts out the others */
    public void refuseChange(String field) {
        if (demo) {
            throw RuleViolation.onField(field, "settings.demo");
        }
    }

    /** @throws RuleViolation with this message in a demo */
    public void refuse(String code) {
        if (demo) {
            throw RuleViolation.of(code);
        }
    }
}
