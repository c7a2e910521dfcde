package org.sneakyklaus.account.web;

import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The sign-in page of the admin; its POST is answered by Spring Security. */
@Controller
class LoginController {

    /** What has just happened, where nobody is signed in to whom it could be said otherwise. */
    enum News {
        PASSWORD,
        ADDRESS,
        SIGNED_OUT
    }

    /** @param next the page to go on to; looked at when somebody has signed in */
    @GetMapping("/admin/login")
    String form(
            @RequestParam(required = false) @Nullable News news,
            @RequestParam(required = false) @Nullable String next,
            @Nullable Principal admin,
            Model model) {
        // Whoever is signed in has only the address of that page.
        model.addAttribute("news", news == News.SIGNED_OUT && admin != null ? null : news);
        if (next != null) {
            model.addAttribute("next", next);
        }
        return "account/login";
    }
}
