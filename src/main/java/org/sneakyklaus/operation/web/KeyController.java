package org.sneakyklaus.operation.web;

import org.sneakyklaus.operation.KeyCheck;
import org.sneakyklaus.support.web.Flash;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Accepts the current secret key as that of this site, when the admin confirms it. */
@Controller
class KeyController {

    private final KeyCheck key;

    KeyController(KeyCheck key) {
        this.key = key;
    }

    @PostMapping("/admin/key/accept")
    String accept(RedirectAttributes redirect) {
        key.accept();
        Flash.say(redirect, "key.accepted");
        return "redirect:/admin";
    }
}
