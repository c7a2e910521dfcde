package org.sneakyklaus.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sneakyklaus.reliability.KlausProcess;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.Mail;
import org.sneakyklaus.testsupport.Organiser;

/**
 * An exchange of the built application that people have joined, each signed in at a browser of their own.
 *
 * @param path of the exchange's link
 */
record Party(long id, String path, List<Browser> people) {

    /** Settings with which all of them may come from one address, as fast and for as long as they like. */
    static final Map<String, String> UNLIMITED = Map.of(
            "SERVER_TOMCAT_MAX_KEEP_ALIVE_REQUESTS", "-1",
            "KLAUS_MAIL_RATE", "1000",
            "KLAUS_ANSWER_STEP", "0s",
            "KLAUS_LIMIT_REGISTRATION_CLIENT", "1000000/1h",
            "KLAUS_LIMIT_LINK_CLIENT", "1000000/1h",
            "KLAUS_LIMIT_TOKEN_CLIENT", "1000000/1h");

    static Party of(int size, KlausProcess klaus, Organiser organiser, Clock clock) {
        var date = clock.instant().plus(Duration.ofDays(30)).truncatedTo(ChronoUnit.SECONDS);
        var id = organiser.open(organiser.exchange("Party", date));
        var path = organiser.link(id);
        var people = new ArrayList<Browser>();
        for (var number = 0; number < size; number++) {
            people.add(join(klaus, path, "guest" + number, "guest%d@party%d.example.org".formatted(number, id)));
        }
        return new Party(id, path, people);
    }

    private static Browser join(KlausProcess klaus, String path, String name, String address) {
        var browser = klaus.browser();
        var answer = browser.submit(browser.open(path + "/register")
                .form("/register")
                .with("name", name)
                .with("email", address));
        assertThat(answer.status()).as("%s", answer).isEqualTo(303);
        var mails = await().atMost(Duration.ofMinutes(2))
                .until(() -> mailsTo(address, klaus.mail()), found -> !found.isEmpty());
        var link = URI.create(mails.get(0).link("/signin/")).getPath();
        assertThat(browser.submit(browser.open(link).form(link)).leadsTo()).isEqualTo(path + "/me");
        return browser;
    }

    private static List<Mail> mailsTo(String address, Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .map(Mail::read)
                    .filter(mail -> mail.to().equals(address))
                    .toList();
        }
    }
}
