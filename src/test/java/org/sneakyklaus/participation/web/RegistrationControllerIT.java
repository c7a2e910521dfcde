package org.sneakyklaus.participation.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sneakyklaus.testsupport.Refusals.assertRefusedOnForm;

import java.util.LinkedHashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.NoErrorLogged;
import org.sneakyklaus.testsupport.Site;

/** The form to join points at what is wrong, and loses nothing. */
@Tag("once")
@IntegrationTest
class RegistrationControllerIT implements NoErrorLogged {

    private final Site site;

    RegistrationControllerIT(Site site) {
        this.site = site;
    }

    @ParameterizedTest
    @CsvSource({
        "name, ''",
        "name, '   '",
        "name, '\u00a0\u200b\u3000'",
        "name, 'Ann\u0000'",
        "email, ''",
        "email, '   '",
        "email, ann",
        "email, ann@",
        "email, @example.org",
        "email, 'ann@example.org, ben@example.org'",
        "email, 'Ann <ann@example.org>'",
        "email, 'ann@exa mple.org'"
    })
    void aFieldOfARegistrationThatIsWrongIsPointedAtAndNothingIsLost(String field, String typed) {
        refusedOnTheRegistration(field, typed);
    }

    @ParameterizedTest
    @CsvSource({"name, 121", "giftIdeas, 10001", "giftIdeas, 100000"})
    void aTextOfARegistrationHasItsLength(String field, int length) {
        refusedOnTheRegistration(field, "x".repeat(length));
    }

    @Test
    void anAddressHasItsLength() {
        refusedOnTheRegistration("email", "a".repeat(60) + "@" + "b".repeat(190) + ".org");
    }

    @Test
    void lengthsCountALineBreakAsOne() {
        var exchange = Gathering.open(site, site.setUp());
        var browser = site.browser();
        var form = browser.open(exchange.link() + "/register")
                .form("/register")
                .with("name", "🎁".repeat(60))
                .with("email", "ann@example.org")
                .with("giftIdeas", "x\n".repeat(4999) + "xx");

        assertThat(browser.submit(form).status()).isEqualTo(303);
        assertThat(exchange.people()).containsExactly("🎁".repeat(60));
    }

    private void refusedOnTheRegistration(String field, String typed) {
        var exchange = Gathering.open(site, site.setUp());
        var before = site.everything();
        var browser = site.browser();
        var all = new LinkedHashMap<String, String>();
        all.put("name", "Ann & Co");
        all.put("email", "ann@example.org");
        all.put("giftIdeas", "A book\nor \"two\"");
        all.put(field, typed);
        var form = browser.open(exchange.link() + "/register").form("/register").without("reminderEnabled");
        all.forEach(form::with);

        var answer = browser.submit(form);

        all.put("reminderEnabled", "false");
        assertRefusedOnForm(answer, "/register", field, all);
        assertThat(site.everything()).isEqualTo(before);
    }
}
