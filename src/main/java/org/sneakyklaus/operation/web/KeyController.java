package org.sneakyklaus.operation.web;

import org.sneakyklaus.operation.KeyCheck;
import org.sneakyklaus.operation.SetupSteps;
import org.sneakyklaus.support.web.Flash;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Handles what the admin confirms about the secret key. */
@Controller
class KeyController {

    private final KeyCheck key;
    private final SetupSteps steps;

    KeyController(KeyCheck key, SetupSteps steps) {
        this.key = key;
        this.steps = steps;
    }

    @PostMapping("/admin/key/accept")
    String accept(RedirectAttributes redirect) {
        key.accept();
        Flash.say(redirect, "key.accepted");
        return "redirect:/admin";
    }

    @PostMapping("/admin/key/kept")
    String kept(RedirectAttributes redirect) {
        steps.keepKey();
        Flash.say(redirect, "key.kept");
        return "redirect:/admin/backups";
    }
}
