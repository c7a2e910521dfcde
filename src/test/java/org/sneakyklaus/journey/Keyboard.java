package org.sneakyklaus.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import org.sneakyklaus.testsupport.Screens;

/** Somebody without a mouse, who must see at every step where they are, and gets on in the order in which they read. */
record Keyboard(Page page) {

    private static final int PATIENCE = 80;
    private static final String WHERE = """
            () => {
                const one = document.activeElement;
                const style = getComputedStyle(one);
                const { top, bottom } = one.getBoundingClientRect();
                const name = one.getAttribute('aria-label') ?? one.labels?.[0]?.innerText ?? one.innerText;
                return [
                    name.trim(),
                    style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
                    bottom > 0 && top < innerHeight,
                    one.closest('main') !== null,
                    Math.round(top + scrollY),
                    Math.round(bottom + scrollY),
                ];
            }
            """;

    /** Goes on by the tab key to what has a name with this beginning. */
    Keyboard to(String name) {
        var last = where();
        for (var step = 0; step < PATIENCE; step++) {
            page.keyboard().press("Tab");
            var now = where();
            assertThat(now.shown()).as("seen: %s at %s", now, page.url()).isTrue();
            assertThat(now.inView()).as("in view: %s", now).isTrue();
            if (last.inMain() && now.inMain()) {
                assertThat(now.bottom()).as("read after %s: %s", last, now).isGreaterThan(last.top());
            }
            if (now.name().startsWith(name)) {
                return this;
            }
            last = now;
        }
        throw new AssertionError("no way to " + name + " at " + page.url() + ", last seen " + last);
    }

    /** The same, from the beginning of the page. */
    Keyboard fromTheTopTo(String name) {
        page.evaluate("document.activeElement.blur()");
        return to(name);
    }

    Keyboard press(String key) {
        page.keyboard().press(key);
        return this;
    }

    Keyboard type(String text) {
        page.keyboard().type(text);
        return this;
    }

    /** Goes on to a link or button, and follows it to another page. */
    Keyboard follow(String name) {
        to(name);
        Screens.follow(page, () -> press("Enter"));
        return this;
    }

    /** The name of where they are. */
    String place() {
        return where().name();
    }

    private ExchangeParticipant where() {
        var found = (List<?>) page.evaluate(WHERE);
        return new ExchangeParticipant(
                (String) found.get(0),
                (boolean) found.get(1),
                (boolean) found.get(2),
                (boolean) found.get(3),
                (int) found.get(4),
                (int) found.get(5));
    }

    /**
     * What has the focus.
     *
     * @param shown whether that can be seen
     * @param top in pixels from the top of the page, as is bottom
     */
    private record ExchangeParticipant(
            String name, boolean shown, boolean inView, boolean inMain, int top, int bottom) {}
}
