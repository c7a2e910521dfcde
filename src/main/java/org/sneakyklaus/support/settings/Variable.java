package org.sneakyklaus.support.settings;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/** The environment variables that configure an installation, each under the name that operators write. */
public enum Variable {
    PORT("server.port", "a number from 0 to 65535", "8080", Show.YES, CheckCommand.OWN_PORT),
    SERVER_ADDRESS("server.address", "an address of this machine", "127.0.0.1", Show.YES, CheckCommand.OWN_ADDRESS),
    KLAUS_PUBLIC_URL(
            "klaus.public-url",
            "an http or https address, with at most a port and a path of letters, digits, dots, hyphens and underscores",
            "https://klaus.example.org",
            Show.NO),
    KLAUS_DATA("klaus.data", "the path of a folder", "/var/lib/klaus"),
    KLAUS_TRUSTED_PROXIES("klaus.trusted-proxies", "addresses or ranges with commas between", "10.0.0.0/8,2001:db8::1"),
    KLAUS_HSTS_INCLUDE_SUBDOMAINS("klaus.hsts-include-subdomains", "true or false", "true"),
    KLAUS_JOBS_CATCH_UP("klaus.jobs.catch-up", "true or false", "false"),
    KLAUS_DEMO("klaus.demo", "true or false", "true"),

    KLAUS_ADMIN_EMAIL("klaus.admin-email", "one email address", "nora@example.org", Show.NO),
    KLAUS_ADMIN_PASSWORD(
            "klaus.admin-password",
            "a password of 12 to 128 characters that is none of the common ones",
            "the output of: openssl rand -base64 18",
            Show.NO),

    SPRING_DATASOURCE_URL(
            "spring.datasource.url",
            "left out (SQLite under KLAUS_DATA) or begin with jdbc:postgresql:, without a user and a password",
            "jdbc:postgresql://localhost/klaus",
            Show.NO,
            CheckCommand.POSTGRESQL),
    SPRING_DATASOURCE_USERNAME("spring.datasource.username", "a name", "klaus"),
    SPRING_DATASOURCE_PASSWORD("spring.datasource.password", "a password", "a-long-password", Show.NO),
    KLAUS_SECRET_KEY("klaus.secret-key", "32 bytes in base64", "the output of: openssl rand -base64 32", Show.NO),

    KLAUS_MAIL("klaus.mail", "resend, smtp, capture (every email is kept under KLAUS_DATA) or left out", "smtp"),
    KLAUS_MAIL_FROM("klaus.mail-from", "one email address, with or without a name", "Klaus <klaus@example.org>"),
    KLAUS_MAIL_REPLY_TO("klaus.mail-reply-to", "one email address, with or without a name", "nora@example.org"),
    KLAUS_MAIL_RATE("klaus.mail-rate", "a number above 0 and at most 1000", "2"),
    KLAUS_MAIL_DAILY_LIMIT("klaus.mail-daily-limit", "a whole number of at least 1, or left out", "100"),
    RESEND_API_KEY("klaus.resend.api-key", "the key that Resend shows once, without spaces", "re_…", Show.NO),
    RESEND_BASE_URL("klaus.resend.base-url", "an https address", "https://api.resend.com", Show.NO),
    RESEND_WEBHOOK_SECRET("klaus.resend.webhook-secret", "the signing secret that Resend shows", "whsec_…", Show.NO),
    SPRING_MAIL_HOST("spring.mail.host", "the name of a server", "smtp.example.org", Show.NO, CheckCommand.HOST),
    SPRING_MAIL_PORT("spring.mail.port", "a number from 1 to 65535", "587", Show.YES, CheckCommand.PORT),
    SPRING_MAIL_USERNAME("spring.mail.username", "a name", "klaus@example.org"),
    SPRING_MAIL_PASSWORD("spring.mail.password", "a password", "a-long-password", Show.NO),
    SPRING_MAIL_SSL_ENABLED("spring.mail.ssl.enabled", "true or false", "true", Show.YES, CheckCommand.YES_OR_NO),

    KLAUS_WEBHOOK_PRIVATE_ADDRESSES(
            "klaus.webhook-private-addresses",
            "addresses or ranges with commas between",
            "192.168.1.10,fd00::/8",
            Show.NO),

    KLAUS_LOG_FORMAT(
            "logging.structured.format.console",
            "ecs, logstash, gelf, or left out for text",
            "ecs",
            Show.YES,
            CheckCommand.LOG_FORMAT),
    KLAUS_METRICS_TOKEN(
            "klaus.metrics-token",
            "a token of at least 16 characters, or left out",
            "the output of: openssl rand -hex 32",
            Show.NO),

    KLAUS_LIMIT_ADMIN_ACCOUNT("klaus.limits.admin-account", Variable.TRIES, "5/15m"),
    KLAUS_LIMIT_ADMIN_CLIENT("klaus.limits.admin-client", Variable.TRIES, "20/15m"),
    KLAUS_LIMIT_LINK_ADDRESS("klaus.limits.link-address", Variable.TRIES, "3/1h"),
    KLAUS_LIMIT_LINK_CLIENT("klaus.limits.link-client", Variable.TRIES, "20/1h"),
    KLAUS_LIMIT_TOKEN_CLIENT("klaus.limits.token-client", Variable.TRIES, "30/10m"),
    KLAUS_LIMIT_CODE_REQUEST("klaus.limits.code-request", Variable.TRIES, "5/1h"),
    KLAUS_LIMIT_CODE_PERSON("klaus.limits.code-person", Variable.TRIES, "10/1d"),
    KLAUS_LIMIT_WORD_LINK("klaus.limits.word-link", Variable.TRIES, "5/1d"),
    KLAUS_LIMIT_WORD_BROWSER("klaus.limits.word-browser", Variable.TRIES, "5/1d"),
    KLAUS_LIMIT_REGISTRATION_CLIENT("klaus.limits.registration-client", Variable.TRIES, "120/1h"),
    KLAUS_LIMIT_SETUP_CODE("klaus.limits.setup-code", Variable.TRIES, "10/1h"),
    KLAUS_LIMIT_PASSWORD_RESET("klaus.limits.password-reset", Variable.TRIES, "3/1h");

    /** Whether its value may be logged: not if it is secret, may hold a password, or is an address. */
    private enum Show {
        YES,
        NO
    }

    /** A check for a variable that none of our records validates, because only Spring reads it. */
    private enum CheckCommand {
        NONE,
        OWN_PORT,
        PORT,
        OWN_ADDRESS,
        YES_OR_NO,
        HOST,
        LOG_FORMAT,
        POSTGRESQL
    }

    private static final String TRIES = "a number of tries and a time in s, m, h or d";
    private static final int HIGHEST_PORT = 65535;
    private static final String FILE = "_FILE";

    private final String property;
    private final String form;
    private final String example;
    private final Show show;
    private final CheckCommand check;

    Variable(String property, String form, String example) {
        this(property, form, example, Show.YES);
    }

    Variable(String property, String form, String example, Show show) {
        this(property, form, example, show, CheckCommand.NONE);
    }

    Variable(String property, String form, String example, Show show, CheckCommand check) {
        this.property = property;
        this.form = form;
        this.example = example;
        this.show = show;
        this.check = check;
    }

    /** Returns the variable that sets a property. */
    static Optional<Variable> of(ConfigurationPropertyName property) {
        return Stream.of(values())
                .filter(variable -> variable.property.equals(property.toString()))
                .findAny();
    }

    /** Returns the property that it sets. */
    String property() {
        return property;
    }

    /** Returns the variable that names a file to read this one from. */
    String fileVariable() {
        return name() + FILE;
    }

    /** Returns its required form, as the end of a sentence. */
    String form() {
        return form;
    }

    String example() {
        return example;
    }

    boolean maybeShown() {
        return show == Show.YES;
    }

    boolean accepts(String value) {
        return switch (check) {
            case NONE -> true;
            // 0 means any free port.
            case OWN_PORT -> isPort(value, 0);
            case PORT -> isPort(value, 1);
            case OWN_ADDRESS -> isOwnAddress(value);
            case YES_OR_NO -> isYesOrNo(value);
            case LOG_FORMAT -> Set.of("ecs", "logstash", "gelf").contains(value.strip());
            // A password has a variable of its own, and would be quoted together with the URL.
            case POSTGRESQL -> value.startsWith("jdbc:postgresql:") && !value.contains("@");
            case HOST -> value.matches("[^/@\\s]+");
        };
    }

    private static boolean isPort(String value, int lowest) {
        try {
            var port = Integer.parseInt(value.strip());
            return port >= lowest && port <= HIGHEST_PORT;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isOwnAddress(String value) {
        try {
            var address = InetAddress.getByName(value.strip());
            return address.isAnyLocalAddress()
                    || address.isLoopbackAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (UnknownHostException | SocketException e) {
            return false;
        }
    }

    /** Returns whether it is a boolean that Spring knows. */
    private static boolean isYesOrNo(String value) {
        return Set.of("true", "on", "yes", "1", "false", "off", "no", "0")
                .contains(value.strip().toLowerCase(Locale.ROOT));
    }
}
