package org.sneakyklaus.support.web;

import java.io.Serializable;
import java.util.List;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A message that survives one redirect: what happened, said on the page that follows. */
public record Flash(String key, List<Object> arguments) implements Serializable {

    /** Says it on the next page. */
    public static void say(RedirectAttributes redirect, String key, Object... arguments) {
        redirect.addFlashAttribute("flash", new Flash(key, List.of(arguments)));
    }

    /** The arguments in the form that Thymeleaf's message expressions take. */
    public Object[] args() {
        return arguments.toArray();
    }
}
