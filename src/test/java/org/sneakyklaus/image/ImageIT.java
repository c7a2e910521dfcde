package org.sneakyklaus.image;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Volume;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.reliability.Newcomers;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.FreePort;
import org.sneakyklaus.testsupport.Mail;
import org.sneakyklaus.testsupport.Organiser;
import org.testcontainers.containers.GenericContainer;

/** What an operator does with the image: starts it, lets people use it, stops it, and starts it again on its volume. */
@Tag("image")
class ImageIT {

    private static final long MEMORY = 400L * 1024 * 1024;
    private static final List<String> FAMILY = List.of("Ann", "Ben", "Cy", "Di");
    /** Java ends so after SIGTERM, when all is done that was to be done before. */
    private static final long IN_GOOD_ORDER = 143;

    private final Clock clock = Clock.systemUTC();
    private final String volume = KlausContainer.newVolume();
    private final int port = FreePort.find();

    /** Somebody who takes part, with the path of the exchange. */
    private record Person(String name, Browser browser, String exchange) {

        String drew() {
            var answer = browser.submit(browser.open(exchange + "/me").form("/me/reveal"));
            return name + " → " + answer.texts(".gift-name").get(0);
        }
    }

    @AfterEach
    void removeVolume() {
        KlausContainer.removeVolume(volume);
    }

    @Test
    void everythingIsFoundAfterARestartAndNothingIsLostInBetween() throws IOException, InterruptedException {
        var acknowledged = new ConcurrentLinkedQueue<String>();
        var family = new ArrayList<Person>();
        List<String> drawn;
        try (var klaus = start()) {
            assertThat(klaus.run("id", "-u")).isEqualTo("10001\n");
            assertThat(klaus.healthCheck().getExitCode())
                    .as("its check of health")
                    .isZero();
            var organiser = Organiser.setUp(klaus.browser(), klaus::log);
            var exchange = open(organiser, "Family");
            for (var name : FAMILY) {
                family.add(join(klaus, organiser.link(exchange), name));
            }
            organiser.draw(exchange);
            drawn = family.stream().map(Person::drew).toList();
            assertThat(drawn).extracting(pair -> pair.split(" → ", 2)[1]).hasSameElementsAs(FAMILY);

            var newcomers = new Newcomers(organiser, open(organiser, "Office"), "newcomer", acknowledged);
            await().until(() -> acknowledged.size() >= 20);
            var code = klaus.stop();
            newcomers.end();

            assertThat(code).as(klaus.log()).isEqualTo(IN_GOOD_ORDER);
            assertThat(klaus.log()).doesNotContain(" ERROR ");
        }
        try (var klaus = start()) {
            var organiser = Organiser.signIn(klaus.browser());
            assertThat(organiser.browser().open("/admin").text()).contains("Family", "Office");
            assertThat(family)
                    .as("with the sessions of before")
                    .extracting(Person::drew)
                    .isEqualTo(drawn);
            assertThat(organiser
                            .browser()
                            .open("/admin/exchanges/2/participants.csv")
                            .source())
                    .contains(acknowledged);
            await().untilAsserted(() -> assertThat(recipients(klaus)).containsAll(acknowledged));
            assertThat(recipients(klaus))
                    .as("nobody is written to twice")
                    .filteredOn(acknowledged::contains)
                    .doesNotHaveDuplicates();
            assertThat(klaus.log()).doesNotContain(" ERROR ");
        }
    }

    @Test
    void anyUserCanUseANewVolume() throws IOException, InterruptedException {
        // As some clusters choose one: in no list of users, but in the group of root.
        try (var klaus = KlausContainer.start(port, volume, MEMORY, as("1000680000:0"))) {
            Organiser.setUp(klaus.browser(), klaus::log);

            assertThat(klaus.run("id", "-u")).isEqualTo("1000680000\n");
            assertThat(klaus.run("stat", "-c", "%a", "/data/klaus.db")).isEqualTo("600\n");
        }
    }

    @Test
    void whereItCannotWriteOneLineSaysWhatToDo() {
        assertThat(refusal(as("1000:1000").andThen(klaus -> klaus.withEnv("KLAUS_DATA", "/app/data"))))
                .isEqualTo("Sneaky Klaus cannot write to /app/data: on the host, run 'chown -R 1000:1000' on the folder"
                        + " that is mounted there, or mount a volume\n");
        assertThat(refusal(klaus ->
                        klaus.withCreateContainerCmdModifier(command -> requireNonNull(command.getHostConfig())
                                .withBinds(new Bind(volume, new Volume("/data"), AccessMode.ro)))))
                .isEqualTo(
                        "Sneaky Klaus cannot write to /data, although it belongs to user 10001:10001: mount it without"
                                + " ':ro', and with ':Z' where there is SELinux\n");
        assertThat(refusal(klaus -> klaus.withTmpFs(Map.of("/tmp", "mode=0555"))))
                .isEqualTo("Sneaky Klaus cannot write to /tmp: start the container with '--tmpfs /tmp'\n");
    }

    private String refusal(Consumer<GenericContainer<?>> change) {
        return KlausContainer.refusal(port, volume, MEMORY, change);
    }

    private static Consumer<GenericContainer<?>> as(String user) {
        return klaus -> klaus.withCreateContainerCmdModifier(command -> command.withUser(user));
    }

    private KlausContainer start() {
        return KlausContainer.start(port, volume, MEMORY);
    }

    private long open(Organiser organiser, String name) {
        var date = clock.instant().plus(Duration.ofDays(30)).truncatedTo(ChronoUnit.SECONDS);
        return organiser.open(organiser.exchange(name, date));
    }

    private static Person join(KlausContainer klaus, String exchange, String name) {
        var browser = klaus.browser();
        var address = name.toLowerCase(Locale.ROOT) + "@example.org";
        var answer = browser.submit(browser.open(exchange + "/register")
                .form("/register")
                .with("name", name)
                .with("email", address));
        assertThat(answer.status()).as("%s", answer).isEqualTo(303);
        var link = await().until(() -> firstTo(klaus, address), Optional::isPresent)
                .orElseThrow()
                .link("/signin/");
        var signIn = URI.create(link).getPath();
        assertThat(browser.submit(browser.open(signIn).form(signIn)).leadsTo()).isEqualTo(exchange + "/me");
        return new Person(name, browser, exchange);
    }

    private static Optional<Mail> firstTo(KlausContainer klaus, String address)
            throws IOException, InterruptedException {
        var file =
                klaus.run("sh", "-c", "cat $(grep -l '^To:.*" + address + "' /data/mail/*.eml | head -n 1) </dev/null");
        return file.isEmpty() ? Optional.empty() : Optional.of(Mail.read(file.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> recipients(KlausContainer klaus) throws IOException, InterruptedException {
        return klaus.run("sh", "-c", "grep -h '^To: ' /data/mail/*.eml")
                .lines()
                .map(line -> line.replaceAll("To: |.*<|>", ""))
                .toList();
    }
}
