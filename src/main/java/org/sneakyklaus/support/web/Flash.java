package org.sneakyklaus.support.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.support.RuleViolation;
import org.springframework.web.servlet.FlashMap;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.SessionFlashMapManager;

/**
 * A message that survives one redirect, shown on the page that follows.
 *
 * @param link the path of a related page, or null; its text has the key with {@code .link} appended
 * @param mailed how many people are emailed, or null if it is not about that
 */
public record Flash(
        String key,
        List<Object> arguments,
        @Nullable String link,
        @Nullable Integer mailed) implements Serializable {

    /** Shows a message on the next page. */
    public static void say(RedirectAttributes redirect, String key, Object... arguments) {
        redirect.addFlashAttribute("flash", new Flash(key, List.of(arguments), null, null));
    }

    /** Shows a message on the next page, and how many people are emailed. */
    public static void sayMailing(RedirectAttributes redirect, int mailed, String key, Object... arguments) {
        redirect.addFlashAttribute("flash", new Flash(key, List.of(arguments), null, mailed));
    }

    /** Shows on the next page, beside a message, which part of the request was refused. */
    public static void refuse(RedirectAttributes redirect, RuleViolation violation) {
        var message = violation.message();
        redirect.addFlashAttribute(
                "refusal",
                new Flash(
                        Objects.requireNonNull(message.getCode()),
                        List.of(Objects.requireNonNull(message.getArguments())),
                        null,
                        null));
    }

    /** Shows a message with a link to a related page on the next page. */
    public static void sayWithLink(RedirectAttributes redirect, String key, String link) {
        redirect.addFlashAttribute("flash", new Flash(key, List.of(), link, null));
    }

    /** Shows a message with a link to a related page on the next page, for requests that no controller handles. */
    public static void sayWithLink(HttpServletRequest request, HttpServletResponse response, String key, String link) {
        var next = new FlashMap();
        next.put("flash", new Flash(key, List.of(), link, null));
        new SessionFlashMapManager().saveOutputFlashMap(next, request, response);
    }

    /** Returns the arguments as Thymeleaf's message expressions take them. */
    public Object[] args() {
        return arguments.toArray();
    }
}
