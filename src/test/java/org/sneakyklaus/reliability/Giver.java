package org.sneakyklaus.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sneakyklaus.testsupport.Mail.token;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.Mail;
import org.sneakyklaus.testsupport.Page;

/** Somebody who takes part, at a browser of their own, signed in by an e-mail that was kept. */
record Giver(Browser browser) {

    /** The paths of the links to sign in that were mailed to somebody of example.org, in the order of their files. */
    static List<String> links(KlausProcess klaus, String name) throws IOException {
        try (var files = Files.list(klaus.mail())) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .sorted()
                    .map(Mail::read)
                    .filter(mail -> mail.to().equals(name + "@example.org"))
                    .map(mail -> URI.create(mail.link("/signin/")).getPath())
                    .toList();
        }
    }

    static Giver signIn(KlausProcess klaus, String link) {
        var browser = klaus.browser();
        var answer = browser.submit(browser.open(link).form("/signin/" + token(link)));
        assertThat(answer.leadsTo()).as("%s", answer).endsWith("/me");
        return new Giver(browser);
    }

    /** The answer to the click on the gift. */
    Page reveal() {
        var me = browser.cookies().stream()
                        .filter(cookie -> cookie.getName().equals("klaus-exchange"))
                        .findFirst()
                        .orElseThrow()
                        .getPath()
                + "/me";
        return browser.submit(browser.open(me).form("/me/reveal"));
    }

    /** The name that the click shows. */
    String recipient() {
        var answer = reveal();
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.texts(".gift-name").get(0);
    }
}
