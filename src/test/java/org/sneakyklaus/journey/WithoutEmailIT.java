package org.sneakyklaus.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Media;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.exchange.ExchangeLifecycle;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.retention.Purge;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Roster;
import org.sneakyklaus.testsupport.Screens;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.TestClock;

/**
 * Eight people in a real browser, of whom three have an address: two are looked after by one of them, two make a
 * personal link for themselves, and one gets a printed card.
 */
@IntegrationTest
class WithoutEmailIT {

    private static final String STAYS_WHILE_BUSY = """
            () => {
                const part = document.getElementById('recipient');
                const size = () => [part.scrollWidth, part.scrollHeight, document.documentElement.scrollWidth].join();
                const before = size();
                part.setAttribute('aria-busy', 'true');
                const after = size();
                part.removeAttribute('aria-busy');
                return before === after;
            }
            """;
    private static final List<Integer> ANGLES = List.of(0, 20, -10);
    private static final String WORD = "Apfelstrudel7";

    private final Site site;
    private final Roster roster;
    private final TestClock clock;
    private final ExchangeLifecycle lifecycle;
    private final ExchangeQueries exchanges;
    private final Purge purge;
    private final Path folder;
    private final Screens screens;

    WithoutEmailIT(
            Site site,
            Roster roster,
            TestClock clock,
            ExchangeLifecycle lifecycle,
            ExchangeQueries exchanges,
            Purge purge,
            AppProperties properties) {
        this.site = site;
        this.roster = roster;
        this.clock = clock;
        this.lifecycle = lifecycle;
        this.exchanges = exchanges;
        this.purge = purge;
        this.folder =
                Path.of("target", "screenshots", "without-email-" + System.getProperty("test.database", "sqlite"));
        this.screens = Screens.open(properties.publicUrl(), folder);
    }

    @AfterEach
    void close() {
        screens.close();
    }

    @Test
    void eightPeopleDrawNamesAndEachSeesTheirOwn() throws Exception {
        var admin = site.setUp();
        var exchange = Gathering.created(site, admin, Gathering.blank(admin).with("personalLinks", "ANYBODY"))
                .then("open");
        var mailed = exchange.join("Carla");
        var byMail = Map.of("Ann", exchange.join("Ann"), "Carla", mailed, "Dan", exchange.join("Dan"));
        var carla = screens.newPerson(mailed);
        List.of("Mia", "Tom").forEach(name -> lookAfter(carla, exchange, name));
        var lea = joinByLink(exchange, "Lea");
        var max = joinByLink(exchange, "Max");
        var desk = screens.newPerson(admin);
        var hilda = openCard(printCard(desk, exchange, "Hilda"), "Hilda");

        assertThat(exchange.page().text()).contains("joined with a link on");
        desk.navigate(site.address(exchange.path()));
        screens.shoot(desk, "strangers");
        List.of("Lea", "Max").forEach(name -> {
            desk.locator("#actions-" + exchange.idOf(name) + " summary").click();
            press(desk.locator("#actions-" + exchange.idOf(name)), "Mark as known: " + name);
        });
        exchange.then("close").then("match");

        var drawn = new TreeMap<String, String>();
        byMail.forEach((name, browser) -> drawn.put(name, reveal(screens.newPerson(browser), exchange, name)));
        Map.of("Lea", lea, "Max", max, "Hilda", hilda)
                .forEach((name, page) -> drawn.put(name, reveal(page, exchange, name)));
        List.of("Mia", "Tom").forEach(name -> {
            carla.navigate(site.address(exchange.link() + "/me"));
            Screens.follow(
                    carla,
                    () -> carla.getByRole(
                                    AriaRole.BUTTON, new Page.GetByRoleOptions().setName("See who " + name + " drew"))
                            .click());
            drawn.put(name, carla.innerText(".gift-name"));
        });
        assertThat(drawn).isEqualTo(stored(exchange));
        assertNobodyElseReadsIt(exchange, drawn);

        clock.advance(Duration.ofDays(40));
        lifecycle.completeDue(exchanges.dueForCompletion());
        clock.advance(Duration.ofDays(24));
        purge.run(clock.instant());
        clock.advance(Duration.ofDays(8));
        purge.run(clock.instant());
        for (var table : List.of("exchange", "participant", "personal_link", "wrong_word", "assignment")) {
            assertThat(site.count(table)).as(table).isZero();
        }
        screens.assertNoComplaints();
    }

    private void lookAfter(Page guardian, Gathering exchange, String name) {
        guardian.navigate(site.address(exchange.link() + "/me"));
        guardian.getByText("Someone without email?").click();
        guardian.fill("[id=wards-name]", name);
        press(guardian.locator("main"), "Add person");
        assertThat(guardian.innerText("main")).contains(name + ", looked after by Carla");
    }

    private Page joinByLink(Gathering exchange, String name) {
        var phone = screens.newPerson();
        phone.navigate(site.address(exchange.link()));
        phone.fill("[name=name]", name);
        phone.getByText("No email? Get a personal link").click();
        phone.fill("[name=word]", WORD + name);
        if (name.equals("Lea")) {
            screens.shoot(phone, "join-by-link");
        }
        press(phone.locator("main"), "Join with a personal link");
        if (name.equals("Lea")) {
            screens.shoot(phone, "own-link");
        }
        Screens.follow(phone, () -> phone.getByText("Go to your page").click());
        assertThat(phone.innerText("main")).contains("Signed in as " + name);
        return phone;
    }

    /** Returns the link as a phone's camera reads it from the printed card. */
    private String printCard(Page desk, Gathering exchange, String name) throws Exception {
        desk.navigate(site.address(exchange.path()));
        desk.getByText("Add participant", new Page.GetByTextOptions().setExact(true))
                .first()
                .click();
        desk.fill("#participants-name", name);
        press(desk.locator("#people"), "Add with a personal link");
        screens.shoot(desk, "card");
        desk.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        for (var format : List.of("A4", "Letter")) {
            var pdf = desk.pdf(new Page.PdfOptions().setFormat(format).setPrintBackground(false));
            Files.write(Files.createDirectories(folder).resolve("card-" + format + ".pdf"), pdf);
        }
        assertThat(desk.innerText("body")).contains(name, "Family Christmas").doesNotContain("Sign out", "Copy");
        var read = decoded(desk.locator(".link-card svg"));
        desk.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
        assertThat(read).isEqualTo(desk.getAttribute("[data-personal-link]", "data-personal-link"));
        return read;
    }

    /** As a camera, which is held at one angle and then at another: the reader misses one code in a hundred. */
    private static String decoded(Locator code) throws Exception {
        var image = ImageIO.read(new ByteArrayInputStream(code.screenshot()));
        for (var angle : ANGLES) {
            try {
                return decoded(turned(image, angle));
            } catch (ReaderException missed) {
                // From another angle, then.
            }
        }
        throw new AssertionError("No camera can read the code");
    }

    private static BufferedImage turned(BufferedImage image, double angle) {
        var side = 2 * image.getWidth();
        var turned = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        var canvas = turned.createGraphics();
        canvas.fillRect(0, 0, side, side);
        canvas.rotate(Math.toRadians(angle), side / 2.0, side / 2.0);
        canvas.drawImage(image, side / 4, side / 4, null);
        canvas.dispose();
        return turned;
    }

    private static String decoded(BufferedImage image) throws ReaderException {
        var pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        var source = new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels);
        return new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(source)))
                .getText();
    }

    private Page openCard(String link, String name) {
        var phone = screens.newPerson();
        phone.navigate(link);
        screens.shoot(phone, "open-card");
        phone.fill("[name=word]", WORD);
        press(phone.locator("main"), "Open the page of " + name);
        assertThat(phone.innerText("main")).contains("Signed in as " + name);
        screens.shoot(phone, "me-by-link");
        return phone;
    }

    private String reveal(Page page, Gathering exchange, String name) {
        page.navigate(site.address(exchange.link() + "/me"));
        assertThat((boolean) page.evaluate(STAYS_WHILE_BUSY))
                .as("nothing moves while the name is on its way")
                .isTrue();
        page.locator("#recipient .gift-cover").click();
        page.waitForSelector(".gift-name");
        if (name.equals("Hilda")) {
            screens.shoot(page, "revealed-by-link");
        }
        return page.innerText(".gift-name");
    }

    private Map<String, String> stored(Gathering exchange) {
        var stored = new TreeMap<String, String>();
        roster.pairing(exchange.id())
                .forEach((giver, recipient) -> stored.put(site.nameOf(giver), site.nameOf(recipient)));
        return stored;
    }

    /** Names are on all pages, but nothing says which goes with which. */
    private void assertNobodyElseReadsIt(Gathering exchange, Map<String, String> drawn) {
        var admin = exchange.admin();
        var read = new StringBuilder(exchange.page().text());
        read.append(admin.open(exchange.path() + "/participants.csv").source());
        read.append(admin.open("/admin/outbox").text());
        site.mail().all().forEach(mail -> read.append(mail.text()));
        drawn.forEach((giver, recipient) ->
                assertThat(read.toString()).doesNotContain(giver + " drew " + recipient, "You drew " + recipient));
    }

    private static void press(Locator within, String button) {
        Screens.follow(
                within.page(),
                () -> within.getByRole(
                                AriaRole.BUTTON,
                                new Locator.GetByRoleOptions().setName(button).setExact(true))
                        .click());
    }
}
