package org.sneakyklaus.support.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What a start says that wrong settings end. */
@ExtendWith(OutputCaptureExtension.class)
class WrongSettingsTest {

    /** Whatever they are set to may be right. */
    private static final Set<Variable> NEVER_WRONG = EnumSet.of(
            Variable.KLAUS_DATA,
            Variable.KLAUS_METRICS_TOKEN,
            Variable.SPRING_DATASOURCE_USERNAME,
            Variable.SPRING_DATASOURCE_PASSWORD,
            Variable.SPRING_MAIL_USERNAME,
            Variable.SPRING_MAIL_PASSWORD);

    private static final String MAIL = "SPRING_MAIL_HOST=mail.test";
    private static final String FROM = "KLAUS_MAIL_FROM=klaus@example.org";
    private static final String EMAIL = "KLAUS_ADMIN_EMAIL=nora@example.org";

    static Stream<Arguments> wrong() {
        return Stream.of(
                of(Variable.PORT, "canary", "a number from 0 to 65535, for example 8080; it is \"canary\""),
                of(Variable.PORT, "70000", "a number from 0 to 65535, for example 8080; it is \"70000\""),
                of(Variable.KLAUS_PUBLIC_URL, "klaus.canary.test", "an http or https address"),
                of(Variable.KLAUS_PUBLIC_URL, "https://klaus canary.test", "an http or https address"),
                of(Variable.KLAUS_PUBLIC_URL, "https://klaus.test/canary", "that ends behind the host or the port"),
                of(Variable.KLAUS_PUBLIC_URL, "https://klaus.test?canary", "that ends behind the host or the port"),
                of(Variable.KLAUS_PUBLIC_URL, "https://klaus.test#canary", "that ends behind the host or the port"),
                of(
                        Variable.KLAUS_PUBLIC_URL,
                        "https://nora:canary@klaus.test",
                        "for example https://klaus.example.org"),
                of(Variable.KLAUS_TRUSTED_PROXIES, "10.0.0.0/99", "for example 10.0.0.0/8"),
                of(Variable.KLAUS_TRUSTED_PROXIES, "127.0.0.1, canary.test", "it is \"127.0.0.1, canary.test\""),
                of(Variable.KLAUS_HSTS_INCLUDE_SUBDOMAINS, "perhaps", "true or false, for example true"),
                of(Variable.KLAUS_JOBS_CATCH_UP, "perhaps", "true or false, for example false"),
                of(Variable.KLAUS_LOG_FORMAT, "xml", "ecs, logstash, gelf, or left out for text"),
                of(
                        Variable.KLAUS_ADMIN_EMAIL,
                        "canary",
                        "one e-mail address",
                        "KLAUS_ADMIN_PASSWORD=a long winter night"),
                of(Variable.KLAUS_ADMIN_EMAIL, "", "is required with", "KLAUS_ADMIN_PASSWORD=a long canary night"),
                of(Variable.KLAUS_ADMIN_PASSWORD, "canary", "12 to 128 characters", EMAIL),
                of(Variable.KLAUS_ADMIN_PASSWORD, "canary".repeat(30), "12 to 128 characters", EMAIL),
                of(Variable.KLAUS_ADMIN_PASSWORD, "Password 123456", "none of the common ones", EMAIL),
                of(Variable.KLAUS_ADMIN_PASSWORD, "", "is required with KLAUS_ADMIN_EMAIL", EMAIL),
                of(
                        Variable.SPRING_DATASOURCE_URL,
                        "jdbc:postgresql://klaus:canary@x/klaus",
                        "without a user and a password"),
                of(
                        Variable.SPRING_DATASOURCE_URL,
                        "jdbc:mysql://x?password=canary",
                        "jdbc:postgresql://localhost/klaus"),
                of(Variable.KLAUS_SECRET_KEY, "Y2FuYXJ5", "32 bytes in base64"),
                of(Variable.KLAUS_SECRET_KEY, "canary!", "openssl rand -base64 32"),
                of(Variable.KLAUS_MAIL, "pigeon", "resend, smtp, capture", "RESEND_API_KEY=re_canary"),
                of(Variable.KLAUS_MAIL, "", "must choose between", "RESEND_API_KEY=re_canary", MAIL, FROM),
                of(Variable.KLAUS_MAIL_FROM, "klaus", "for example Klaus <klaus@example.org>; it is \"klaus\"", MAIL),
                of(Variable.KLAUS_MAIL_FROM, "", "is required to send e-mails, for example Klaus", MAIL),
                of(Variable.KLAUS_MAIL_REPLY_TO, "nobody", "one e-mail address, with or without a name"),
                of(Variable.KLAUS_MAIL_RATE, "fast", "above 0 and at most 1000, for example 2; it is \"fast\""),
                of(Variable.KLAUS_MAIL_RATE, "0", "above 0 and at most 1000, for example 2; it is \"0\""),
                of(Variable.KLAUS_MAIL_DAILY_LIMIT, "many", "at least 1"),
                of(Variable.KLAUS_MAIL_DAILY_LIMIT, "-1", "at least 1"),
                of(Variable.RESEND_API_KEY, "re canary", "the key that Resend shows once, without spaces", FROM),
                of(Variable.RESEND_API_KEY, "", "is required with KLAUS_MAIL=resend", "KLAUS_MAIL=resend", FROM),
                of(Variable.RESEND_BASE_URL, "ftp://nora:canary@x.test", "an https address"),
                of(Variable.RESEND_WEBHOOK_SECRET, "canary", "whsec_"),
                of(Variable.SPRING_MAIL_HOST, "smtps://nora:canary@x.test", "the name of a server", FROM),
                of(Variable.SPRING_MAIL_HOST, "", "is required with KLAUS_MAIL=smtp", "KLAUS_MAIL=smtp", FROM),
                of(Variable.SPRING_MAIL_PORT, "smtp", "a number from 1 to 65535, for example 587"),
                of(Variable.SPRING_MAIL_SSL_ENABLED, "perhaps", "true or false"),
                of(Variable.KLAUS_LIMIT_ADMIN_ACCOUNT, "often", "5/15m"),
                of(Variable.KLAUS_LIMIT_ADMIN_CLIENT, "0/15m", "20/15m"),
                of(Variable.KLAUS_LIMIT_LINK_ADDRESS, "3/0s", "3/1h"),
                of(Variable.KLAUS_LIMIT_LINK_CLIENT, "20/", "20/1h"),
                of(Variable.KLAUS_LIMIT_TOKEN_CLIENT, "30/10x", "30/10m"),
                of(Variable.KLAUS_LIMIT_CODE_REQUEST, "/1h", "5/1h"),
                of(Variable.KLAUS_LIMIT_CODE_PERSON, "-10/1d", "10/1d"),
                of(Variable.KLAUS_LIMIT_REGISTRATION_CLIENT, "120", "120/1h"),
                of(Variable.KLAUS_LIMIT_SETUP_CODE, "10 / hour", "10/1h"),
                of(Variable.KLAUS_LIMIT_PASSWORD_RESET, "99999999999/1h", "3/1h"));
    }

    private static Arguments of(Variable variable, String value, String said, String... others) {
        return Arguments.of(variable, value, said, List.of(others));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void isNamedWithWhatItMustBeAndNothingElseIsSaid(
            Variable variable, String value, String said, List<String> others, CapturedOutput output) {
        var variables = new HashMap<String, String>();
        variables.put(variable.name(), value);
        others.stream().map(other -> other.split("=", 2)).forEach(other -> variables.put(other[0], other[1]));

        assertThatException().isThrownBy(() -> Start.with(variables));

        assertThat(output.getAll())
                .contains("APPLICATION FAILED TO START", "\n\n" + variable + " ", said, "docs/configuration.md")
                .doesNotContain("\tat ", "Exception", "Password 123456", "Y2FuYXJ5");
        assertThat(block(output)).as("one line for one problem").hasSize(1);
        if (!variable.maybeShown()) {
            assertThat(output.getAll()).doesNotContain("canary");
        }
    }

    @Test
    void theTableHasEveryVariableThatCanBeWrong() {
        assertThat(wrong().map(row -> (Variable) row.get()[0]))
                .containsAll(EnumSet.complementOf(EnumSet.copyOf(NEVER_WRONG)))
                .doesNotContainAnyElementsOf(NEVER_WRONG);
    }

    @Test
    void allThatIsWrongIsSaidAtOnce(CapturedOutput output) {
        var variables = Map.of(
                "PORT", "eighty",
                "KLAUS_PUBLIC_URL", "nowhere",
                "KLAUS_MAIL", "pigeon",
                "KLAUS_ADMIN_EMAIL", "nora@example.org",
                "KLAUS_TRUSTED_PROXIES", "everybody",
                "KLAUS_LIMIT_SETUP_CODE", "often");

        assertThatException().isThrownBy(() -> Start.with(variables));

        assertThat(block(output))
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).startsWith("PORT "),
                        line -> assertThat(line).startsWith("KLAUS_PUBLIC_URL "),
                        line -> assertThat(line).startsWith("KLAUS_MAIL "),
                        line -> assertThat(line).startsWith("KLAUS_ADMIN_PASSWORD "),
                        line -> assertThat(line).startsWith("KLAUS_TRUSTED_PROXIES "),
                        line -> assertThat(line).startsWith("KLAUS_LIMIT_SETUP_CODE "));
    }

    @Test
    void whatIsRightStarts(CapturedOutput output) {
        Start.with(Map.of(
                "PORT", "8081",
                "KLAUS_PUBLIC_URL", "https://klaus.example.org:8443/",
                "KLAUS_MAIL", "",
                "KLAUS_TRUSTED_PROXIES", "10.0.0.0/8, 2001:db8::1",
                "KLAUS_HSTS_INCLUDE_SUBDOMAINS", "",
                "KLAUS_LIMIT_SETUP_CODE", "1/1s",
                "KLAUS_LIMIT_PASSWORD_RESET", "",
                "SPRING_MAIL_SSL_ENABLED", "yes"));

        assertThat(output.getAll()).doesNotContain("FAILED", "WARN");
    }

    @Test
    void aCommandSetsWhatItNeeds() {
        Start.with(
                Map.of("PORT", "8080"), "--klaus.public-url=${KLAUS_PUBLIC_URL:http://localhost}", "--server.port=-1");
    }

    @Test
    void aVariableThatNobodyKnowsIsNamed(CapturedOutput output) {
        Start.with(Map.of(
                "KLAUS_MAIL_FORM", "klaus@example.org",
                "KLAUS_METRICS_TOKEN", "canary",
                "KLAUS_SERVICE_HOST", "10.0.0.1",
                "KLAUS_PORT", "tcp://10.0.0.1:80",
                "FOO_FILE", "/nowhere"));

        assertThat(output.getAll().lines().filter(line -> line.contains("WARN")))
                .singleElement()
                .asString()
                .contains("KLAUS_MAIL_FORM", "misspelt", "docs/configuration.md");
    }

    /** The lines between the two headings. */
    private static List<String> block(CapturedOutput output) {
        var lines = new ArrayList<>(Arrays.asList(output.getAll().split("\n", -1)));
        var description = lines.subList(lines.indexOf("Description:") + 2, lines.indexOf("Action:") - 1);
        return List.copyOf(description);
    }
}
