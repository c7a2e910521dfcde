package org.sneakyklaus.testsupport;

/** What keeps the admin signed in. */
public final class AdminCookie {

    private static final String NAME = "klaus-admin";

    private AdminCookie() {}

    public static String sessionOf(Browser browser) {
        return browser.cookies().stream()
                .filter(cookie -> cookie.getName().equals(NAME))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    /** Whether this cookie alone leads in. */
    public static boolean opens(Site site, String session) {
        var browser = site.browser();
        return browser.send(browser.request("/admin")
                                .header("Cookie", NAME + '=' + session)
                                .GET())
                        .status()
                == 200;
    }
}
