package org.sneakyklaus.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpCookie;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A real browser without a window. Each person gets a profile of their own, on a phone's width; whatever a page
 * complains about, or asks of another host or path, is kept for {@link #assertNoComplaints}.
 */
public final class Screens implements AutoCloseable {

    /** Debian's, the one without windows first: it takes a fifth less of the processor. */
    private static final List<Path> CHROMIUM =
            List.of(Path.of("/usr/bin/chromium-headless-shell"), Path.of("/usr/bin/chromium"));

    /** Without those who look at them, pictures are only work: {@code -Dscreens.pictures=false}. */
    private static final boolean PICTURES = Boolean.parseBoolean(System.getProperty("screens.pictures", "true"));

    private static final int SMALLEST = 320;
    private static final int PHONE = 390;
    private static final int DESKTOP = 1280;
    private static final int MAIL = 640;
    private static final int HEIGHT = 844;
    private static final String AXE = axe();
    private static final String VIOLATIONS = """
            async (inTheDark) => {
                const all = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
                const found = await axe.run({
                    // by night nothing but the colours is another
                    runOnly: inTheDark ? ['color-contrast', 'link-in-text-block'] : all,
                    rules: inTheDark ? {} : { 'target-size': { enabled: true } },
                    resultTypes: ['violations'],
                    iframes: false,
                });
                return found.violations.flatMap((one) => one.nodes.map((node) => `${one.help}: ${node.target}`));
            }
            """;

    /** What cannot be seen whole: wider than the window, or than a box that hides the rest. */
    private static final String CUT_OFF = """
            () => {
                const page = document.documentElement;
                const hidden = (one) => {
                    const style = getComputedStyle(one);
                    const wide = style.overflowX !== 'visible' && one.scrollWidth > one.clientWidth + 1;
                    const high = style.overflowY !== 'visible' && one.scrollHeight > one.clientHeight + 1;
                    const scrolls = style.overflowX === 'auto' || style.overflowY === 'auto';
                    return (wide || high) && !scrolls && style.clipPath === 'none' && one.clientWidth > 0;
                };
                const boxes = [...document.querySelectorAll('body *:not(input, textarea, select, option, svg *)')];
                const cut = boxes.filter(hidden).map((one) => `${one.tagName}.${one.className} is cut off`);
                return page.scrollWidth > innerWidth ? [`scrolls sideways to ${page.scrollWidth}`, ...cut] : cut;
            }
            """;

    private static final String TELL_VIOLATIONS = """
            addEventListener('securitypolicyviolation', (event) =>
                console.error(`refused by the policy: ${event.violatedDirective} ${event.blockedURI}`));
            """;

    /** One for all tests of this JVM: each start takes seconds. It ends with the JVM. */
    private static @Nullable Browser browser;

    private final List<BrowserContext> people = new ArrayList<>();
    private final URI site;
    private final Path folder;
    private final List<String> complaints = new ArrayList<>();
    private final AtomicInteger shots = new AtomicInteger();

    private Screens(URI site, Path folder) {
        this.site = site;
        this.folder = folder;
    }

    /**
     * Takes Debian's browser when it is there, else the one that Playwright brings. Where there is none, the test is
     * skipped on a developer's machine and fails under CI.
     */
    public static Screens open(URI site, Path folder) {
        browser();
        return new Screens(site, folder);
    }

    private static Browser browser() {
        var running = browser;
        if (running == null) {
            running = start();
            browser = running;
        }
        return running;
    }

    private static Browser start() {
        try {
            var debian = CHROMIUM.stream().filter(Files::isExecutable).findFirst();
            var environment = new HashMap<>(System.getenv());
            if (debian.isPresent()) {
                environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
            }
            var playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
            var options = new BrowserType.LaunchOptions()
                    .setArgs(List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync"));
            debian.ifPresent(options::setExecutablePath);
            return playwright.chromium().launch(options);
        } catch (RuntimeException e) { // Playwright wraps a download that failed in a plain one
            if (System.getenv("CI") != null) {
                throw e;
            }
            return Assumptions.abort("No browser: " + e.getMessage());
        }
    }

    /** A new person's browser, in the language and time zone of New York. */
    public Page newPerson() {
        return newPerson(true, List.of());
    }

    /** The same, who is signed in already wherever another browser is. */
    public Page newPerson(org.sneakyklaus.testsupport.Browser signedIn) {
        return newPerson(true, signedIn.cookies());
    }

    /** The same, with scripts switched off. */
    public Page newPersonWithoutScripts() {
        return newPerson(false, List.of());
    }

    /** The same as another browser, with scripts switched off. */
    public Page newPersonWithoutScripts(org.sneakyklaus.testsupport.Browser signedIn) {
        return newPerson(false, signedIn.cookies());
    }

    private Page newPerson(boolean scripts, List<HttpCookie> cookies) {
        BrowserContext profile = browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(PHONE, HEIGHT)
                        .setJavaScriptEnabled(scripts)
                        // A picture of a name that is still appearing shows nobody anything.
                        .setReducedMotion(ReducedMotion.REDUCE)
                        .setLocale("en-US")
                        .setTimezoneId("America/New_York")
                        .setBaseURL(site.toString()));
        people.add(profile);
        profile.addInitScript(TELL_VIOLATIONS);
        profile.addCookies(cookies.stream().map(this::cookie).toList());
        var page = profile.newPage();
        var pages = new HashSet<String>();
        page.onResponse(response -> {
            if (response.request().isNavigationRequest()) {
                pages.add(response.url());
            }
        });
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !isAnswer(pages, message)) {
                complaints.add(page.url() + ": " + message.text());
            }
        });
        page.onPageError(error -> complaints.add(page.url() + ": " + error));
        page.onRequest(request -> {
            var asked = URI.create(request.url());
            var isOurs = site.getAuthority().equals(asked.getAuthority())
                    && (asked.getPath() + '/').startsWith(site.getPath() + '/');
            if (asked.getAuthority() != null && !isOurs) {
                complaints.add(page.url() + " asks " + request.url());
            }
        });
        return page;
    }

    private Cookie cookie(HttpCookie cookie) {
        return new Cookie(cookie.getName(), cookie.getValue())
                .setDomain(site.getHost())
                .setPath(cookie.getPath())
                .setHttpOnly(true);
    }

    /** A page that says no is an answer, too, though the browser takes its status for an error. */
    private static boolean isAnswer(Set<String> pages, ConsoleMessage message) {
        return message.text().startsWith("Failed to load resource: the server responded with a status of 4")
                && pages.stream().anyMatch(message.location()::startsWith);
    }

    /** Does what leads to another page, and waits until that is there. */
    public static void follow(Page page, Runnable step) {
        page.evaluate("document.documentElement.dataset.left = ''");
        step.run();
        page.waitForSelector("html:not([data-left])");
        page.waitForLoadState();
    }

    /**
     * Keeps a picture of the page on a phone and on a desktop. There, on the smallest phone, and in letters of twice the
     * size it may neither be wider than the window nor hide anything.
     */
    public void shoot(Page page, String name) {
        var number = "%02d".formatted(shots.incrementAndGet());
        for (var size : Map.of("phone", PHONE, "desktop", DESKTOP).entrySet()) {
            page.setViewportSize(size.getValue(), HEIGHT);
            keep(page, number + '-' + name + '-' + size.getValue());
            checkWhole(page, size.getValue() + " wide");
            checkAccess(page, size.getValue());
        }
        page.setViewportSize(DESKTOP, HEIGHT);
        page.evaluate("document.documentElement.style.fontSize = '200%'");
        checkWhole(page, "in large letters");
        page.evaluate("document.documentElement.style.fontSize = ''");
        page.setViewportSize(SMALLEST, HEIGHT);
        checkWhole(page, SMALLEST + " wide");
        page.setViewportSize(PHONE, HEIGHT);
    }

    private void checkWhole(Page page, String how) {
        for (var fault : (List<?>) page.evaluate(CUT_OFF)) {
            complaints.add("%s, %s: %s".formatted(page.url(), how, fault));
        }
    }

    /** Looks for what is hard to read or to reach, by day and by night. */
    private void checkAccess(Page page, int width) {
        if (!(boolean) page.evaluate("'axe' in window")) {
            page.evaluate(AXE);
        }
        for (var scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            for (var violation : (List<?>) page.evaluate(VIOLATIONS, scheme == ColorScheme.DARK)) {
                complaints.add("%s, %d wide, %s: %s".formatted(page.url(), width, scheme, violation));
            }
        }
    }

    private static String axe() {
        try (var script = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps pictures of an e-mail on a phone and in a wider window, by day and by night; it may not scroll sideways. */
    public void shootMail(Page page, String name, String html) {
        page.setContent(html);
        for (var width : List.of(PHONE, MAIL)) {
            page.setViewportSize(width, HEIGHT);
            for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                keep(page, "%s-%d-%s".formatted(name, width, scheme.name().toLowerCase(Locale.ROOT)));
            }
            if ((int) page.evaluate("document.documentElement.scrollWidth") > width) {
                complaints.add(name + " scrolls sideways at " + width);
            }
        }
    }

    private void keep(Page page, String picture) {
        if (PICTURES) {
            page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(folder.resolve(picture + ".png")));
        }
    }

    /** Nothing was refused by the content security policy, no script failed, nothing came from elsewhere. */
    public void assertNoComplaints() {
        assertThat(complaints).isEmpty();
    }

    @Override
    public void close() {
        people.forEach(BrowserContext::close);
    }
}
