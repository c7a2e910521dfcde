package org.sneakyklaus.journey;

import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.Site;

/** What keeps the admin signed in. */
final class AdminCookie {

    private static final String NAME = "klaus-admin";

    private AdminCookie() {}

    static String sessionOf(Browser browser) {
        return browser.cookies().stream()
                .filter(cookie -> cookie.getName().equals(NAME))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    /** Whether this cookie alone leads in. */
    static boolean opens(Site site, String session) {
        var browser = site.browser();
        return browser.send(browser.request("/admin")
                                .header("Cookie", NAME + '=' + session)
                                .GET())
                        .status()
                == 200;
    }
}
