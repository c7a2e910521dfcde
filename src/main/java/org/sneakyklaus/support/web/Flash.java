package org.sneakyklaus.support.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.FlashMap;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.SessionFlashMapManager;

/**
 * A message that survives one redirect: what happened, said on the page that follows.
 *
 * @param link the path of a page to look at next, or null; its words have the key with {@code .link} at the end
 */
public record Flash(
        String key, List<Object> arguments, @Nullable String link) implements Serializable {

    /** Says it on the next page. */
    public static void say(RedirectAttributes redirect, String key, Object... arguments) {
        redirect.addFlashAttribute("flash", new Flash(key, List.of(arguments), null));
    }

    /** Says it on the next page, and shows the way to another. */
    public static void sayWithLink(RedirectAttributes redirect, String key, String link) {
        redirect.addFlashAttribute("flash", new Flash(key, List.of(), link));
    }

    /** Says it on the next page, and shows the way to another, where no controller answers. */
    public static void sayWithLink(HttpServletRequest request, HttpServletResponse response, String key, String link) {
        var next = new FlashMap();
        next.put("flash", new Flash(key, List.of(), link));
        new SessionFlashMapManager().saveOutputFlashMap(next, request, response);
    }

    /** The arguments in the form that Thymeleaf's message expressions take. */
    public Object[] args() {
        return arguments.toArray();
    }
}
