package org.sneakyklaus.support.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import java.nio.file.Path;
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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What a start says that wrong settings end. */
@ExtendWith(OutputCaptureExtension.class)
class WrongSettingsTest {

    /** Whatever they are set to may be right. */
    private static final Set<Variable> NEVER_WRONG = EnumSet.of(
            Variable.KLAUS_DATA,
            Variable.SPRING_DATASOURCE_USERNAME,
            Variable.SPRING_DATASOURCE_PASSWORD,
            Variable.SPRING_MAIL_USERNAME,
            Variable.SPRING_MAIL_PASSWORD);

    private static final String MAIL = "SPRING_MAIL_HOST=mail.test";
    private static final String FROM = "KLAUS_MAIL_FROM=klaus@example.org";
    private static final String POSTGRESQL = "SPRING_DATASOURCE_URL=jdbc:postgresql://localhost/klaus";
    private static final String KEY = "KLAUS_SECRET_KEY=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    private static final String EMAIL = "KLAUS_ADMIN_EMAIL=nora@example.org";

    static Stream<Arguments> wrong() {
        return Stream.of(
                notInForm(Variable.PORT, "canary"),
                notInForm(Variable.PORT, "70000"),
                notInForm(Variable.PORT, "-1"),
                notInForm(Variable.SERVER_ADDRESS, "192.0.2.1"),
                notInForm(Variable.SERVER_ADDRESS, "canary.invalid"),
                notInForm(Variable.KLAUS_PUBLIC_URL, "klaus.canary.test"),
                notInForm(Variable.KLAUS_PUBLIC_URL, "https://klaus canary.test"),
                notInForm(Variable.KLAUS_PUBLIC_URL, "https://klaus.test/the canary"),
                notInForm(Variable.KLAUS_PUBLIC_URL, "https://klaus.test//canary"),
                notInForm(Variable.KLAUS_PUBLIC_URL, "https://klaus.test/canary//"),
                notInForm(Variable.KLAUS_PUBLIC_URL, "https://klaus.test/canary/.."),
                notInForm(Variable.KLAUS_PUBLIC_URL, "https://klaus.test/./canary"),
                notInForm(Variable.KLAUS_PUBLIC_URL, "https://klaus.test/can%61ry"),
                notInForm(Variable.KLAUS_PUBLIC_URL, "https://klaus.test/canary;v=1"),
                notInForm(Variable.KLAUS_PUBLIC_URL, "https://klaus.test/canarÿ"),
                notInForm(Variable.KLAUS_PUBLIC_URL, "https://klaus.test/canary?"),
                notInForm(Variable.KLAUS_PUBLIC_URL, "https://klaus.test?canary"),
                notInForm(Variable.KLAUS_PUBLIC_URL, "https://klaus.test#canary"),
                notInForm(Variable.KLAUS_PUBLIC_URL, "https://nora:canary@klaus.test"),
                notInForm(Variable.KLAUS_TRUSTED_PROXIES, "10.0.0.0/99"),
                notInForm(Variable.KLAUS_TRUSTED_PROXIES, "127.0.0.1, canary.test"),
                notInForm(Variable.KLAUS_WEBHOOK_PRIVATE_ADDRESSES, "10.0.0.0/99"),
                notInForm(Variable.KLAUS_WEBHOOK_PRIVATE_ADDRESSES, "127.0.0.1, canary.test"),
                notInForm(Variable.KLAUS_HSTS_INCLUDE_SUBDOMAINS, "perhaps"),
                notInForm(Variable.KLAUS_JOBS_CATCH_UP, "perhaps"),
                notInForm(Variable.KLAUS_DEMO, "perhaps"),
                notInForm(Variable.KLAUS_LOG_FORMAT, "xml"),
                notInForm(Variable.KLAUS_METRICS_TOKEN, "a"),
                notInForm(Variable.KLAUS_METRICS_TOKEN, " canary-in-a-co "),
                notInForm(Variable.KLAUS_ADMIN_EMAIL, "canary", "KLAUS_ADMIN_PASSWORD=a long winter night"),
                of(Variable.KLAUS_ADMIN_EMAIL, "", "is required with", "KLAUS_ADMIN_PASSWORD=a long canary night"),
                notInForm(Variable.KLAUS_ADMIN_PASSWORD, "canary", EMAIL),
                notInForm(Variable.KLAUS_ADMIN_PASSWORD, "canary".repeat(30), EMAIL),
                notInForm(Variable.KLAUS_ADMIN_PASSWORD, "Password 123456", EMAIL),
                of(Variable.KLAUS_ADMIN_PASSWORD, "", "is required with KLAUS_ADMIN_EMAIL", EMAIL),
                notInForm(Variable.SPRING_DATASOURCE_URL, "jdbc:postgresql://klaus:canary@x/klaus", KEY),
                notInForm(Variable.SPRING_DATASOURCE_URL, "jdbc:mysql://x?password=canary"),
                notInForm(Variable.KLAUS_SECRET_KEY, "Y2FuYXJ5"),
                notInForm(Variable.KLAUS_SECRET_KEY, "canary!"),
                of(Variable.KLAUS_SECRET_KEY, " ", "is required with PostgreSQL", POSTGRESQL),
                notInForm(Variable.KLAUS_MAIL, "pigeon", "RESEND_API_KEY=re_canary", FROM),
                of(Variable.KLAUS_MAIL, "", "must choose between", "RESEND_API_KEY=re_canary", MAIL, FROM),
                notInForm(Variable.KLAUS_MAIL_FROM, "klaus", MAIL),
                of(Variable.KLAUS_MAIL_FROM, "", "is required to send emails, for example Klaus", MAIL),
                notInForm(Variable.KLAUS_MAIL_REPLY_TO, "nobody"),
                notInForm(Variable.KLAUS_MAIL_RATE, "fast"),
                notInForm(Variable.KLAUS_MAIL_RATE, "0"),
                notInForm(Variable.KLAUS_MAIL_DAILY_LIMIT, "many"),
                notInForm(Variable.KLAUS_MAIL_DAILY_LIMIT, "-1"),
                notInForm(Variable.RESEND_API_KEY, "re canary", FROM),
                of(Variable.RESEND_API_KEY, "", "is required with KLAUS_MAIL=resend", "KLAUS_MAIL=resend", FROM),
                notInForm(Variable.RESEND_BASE_URL, "ftp://nora:canary@x.test"),
                notInForm(Variable.RESEND_WEBHOOK_SECRET, "canary"),
                notInForm(Variable.SPRING_MAIL_HOST, "smtps://nora:canary@x.test", FROM),
                of(Variable.SPRING_MAIL_HOST, "", "is required with KLAUS_MAIL=smtp", "KLAUS_MAIL=smtp", FROM),
                notInForm(Variable.SPRING_MAIL_PORT, "smtp"),
                notInForm(Variable.SPRING_MAIL_PORT, "0"),
                notInForm(Variable.SPRING_MAIL_SSL_ENABLED, "perhaps"),
                notInForm(Variable.KLAUS_LIMIT_ADMIN_ACCOUNT, "often"),
                notInForm(Variable.KLAUS_LIMIT_ADMIN_CLIENT, "0/15m"),
                notInForm(Variable.KLAUS_LIMIT_LINK_ADDRESS, "3/0s"),
                notInForm(Variable.KLAUS_LIMIT_LINK_CLIENT, "20/"),
                notInForm(Variable.KLAUS_LIMIT_TOKEN_CLIENT, "30/10x"),
                notInForm(Variable.KLAUS_LIMIT_CODE_REQUEST, "/1h"),
                notInForm(Variable.KLAUS_LIMIT_CODE_PERSON, "-10/1d"),
                notInForm(Variable.KLAUS_LIMIT_WORD_LINK, "5"),
                notInForm(Variable.KLAUS_LIMIT_WORD_BROWSER, "5/d1"),
                notInForm(Variable.KLAUS_LIMIT_REGISTRATION_CLIENT, "120"),
                notInForm(Variable.KLAUS_LIMIT_SETUP_CODE, "10 / hour"),
                notInForm(Variable.KLAUS_LIMIT_PASSWORD_RESET, "99999999999/1h"));
    }

    private static Arguments notInForm(Variable variable, String value, String... others) {
        return of(variable, value, "must be " + variable.form(), others);
    }

    /** @param said the end of a sentence that begins with the variable */
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

        assertThat(block(output))
                .as("one line for one problem")
                .singleElement()
                .asString()
                .startsWith(variable + " " + said)
                .contains("for example " + variable.example());
        assertThat(output.getAll())
                .contains("APPLICATION FAILED TO START", "docs/configuration.md")
                .doesNotContain("\tat ", "Exception", "Password 123456", "Y2FuYXJ5");
        if (!variable.maybeShown()) {
            assertThat(output.getAll()).doesNotContain("canary");
        }
    }

    @Test
    void whatItIsIsQuotedWhereThatIsNoSecret(CapturedOutput output) {
        assertThatException().isThrownBy(() -> Start.with(Map.of("KLAUS_MAIL_RATE", " fast ")));

        assertThat(block(output)).singleElement().asString().endsWith("for example 2; it is \"fast\"");
    }

    @Test
    void theTableHasEveryVariableThatCanBeWrong() {
        assertThat(wrong().map(row -> (Variable) row.get()[0]))
                .containsAll(EnumSet.complementOf(EnumSet.copyOf(NEVER_WRONG)))
                .doesNotContainAnyElementsOf(NEVER_WRONG);
    }

    @Test
    void allThatIsWrongIsSaidAtOnce(@TempDir Path folder, CapturedOutput output) {
        var variables = Map.ofEntries(
                Map.entry("PORT", "eighty"),
                Map.entry("KLAUS_PUBLIC_URL", "https://no where"),
                Map.entry("KLAUS_SECRET_KEY", "short"),
                Map.entry("KLAUS_LOG_FORMAT", "xml"),
                Map.entry("KLAUS_METRICS_TOKEN_FILE", folder.resolve("nowhere").toString()),
                Map.entry("KLAUS_MAIL", "pigeon"),
                Map.entry("KLAUS_MAIL_RATE", "fast"),
                Map.entry("KLAUS_MAIL_DAILY_LIMIT", "many"),
                Map.entry("RESEND_API_KEY", "re canary"),
                Map.entry("RESEND_BASE_URL", "https://no where"),
                Map.entry("KLAUS_ADMIN_EMAIL", "nora"),
                Map.entry("KLAUS_ADMIN_PASSWORD", "short"),
                Map.entry("KLAUS_TRUSTED_PROXIES", "everybody"),
                Map.entry("KLAUS_LIMIT_SETUP_CODE", "often"),
                Map.entry("KLAUS_LIMIT_CODE_PERSON", "0/1d"));

        assertThatException().isThrownBy(() -> Start.with(variables));

        assertThat(block(output).stream().map(line -> line.split(" ", 2)[0]))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(variables.keySet().stream(), Stream.of("KLAUS_MAIL_FROM"))
                                .toList());
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
    void aVariableThatNobodyKnowsIsNamedWithTheOneThatIsMeant(CapturedOutput output) {
        Start.with(Map.of(
                "KLAUS_MAIL_FORM", "canary@example.org",
                "KLAUS_SECRETKEY_FILE", "/canary",
                "KLAUS_ELF", "canary",
                "KLAUS_METRICS_TOKEN", "canary-in-a-coal",
                "KLAUS_PUBLICURL", "http://localhost",
                "KLAUS_SERVICE_HOST", "10.0.0.1",
                "KLAUS_PORT", "tcp://10.0.0.1:80",
                "FOO_FILE", "/nowhere"));

        assertThat(output.getAll().lines().filter(line -> line.contains("WARN")))
                .satisfiesExactly(
                        line -> assertThat(line).contains("KLAUS_ELF means nothing here: is it misspelt?"),
                        line -> assertThat(line).contains("KLAUS_MAIL_FORM", "is KLAUS_MAIL_FROM meant?"),
                        line -> assertThat(line).contains("KLAUS_SECRETKEY_FILE", "is KLAUS_SECRET_KEY_FILE meant?"));
        assertThat(output.getAll()).doesNotContain("canary");
    }

    @Test
    void whatLooksLikeAPlaceholderIsAPartOfWhatWasSet(CapturedOutput output) {
        var environment = Start.with(Map.of(
                "KLAUS_ADMIN_EMAIL", "nora@example.org",
                "KLAUS_ADMIN_PASSWORD", "canary ${foo} of winter",
                "KLAUS_METRICS_TOKEN", "${KLAUS_METRICS_TOKEN}",
                "SPRING_MAIL_PASSWORD", "canary${PORT:}"));

        var bind = Binder.get(environment);
        assertThat(bind.bind("klaus.admin-password", String.class).get()).isEqualTo("canary ${foo} of winter");
        assertThat(bind.bind("klaus.metrics-token", String.class).get()).isEqualTo("${KLAUS_METRICS_TOKEN}");
        assertThat(bind.bind("spring.mail.password", String.class).get()).isEqualTo("canary${PORT:}");
        assertThat(output.getAll()).doesNotContain("canary");
    }

    /** The lines between the two headings. */
    private static List<String> block(CapturedOutput output) {
        var lines = new ArrayList<>(Arrays.asList(output.getAll().split("\n", -1)));
        var description = lines.subList(lines.indexOf("Description:") + 2, lines.indexOf("Action:") - 1);
        return List.copyOf(description);
    }
}
