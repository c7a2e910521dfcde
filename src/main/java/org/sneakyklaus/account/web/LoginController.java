package org.sneakyklaus.account.web;

import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Shows the sign-in page of the admin; Spring Security handles its POST. */
@Controller
class LoginController {

    /** What has just happened; passed in the URL because no session can hold it. */
    enum News {
        PASSWORD,
        ADDRESS,
        SIGNED_OUT
    }

    /** @param next the page to open next; checked after signing in */
    @GetMapping("/admin/login")
    String form(
            @RequestParam(required = false) @Nullable News news,
            @RequestParam(required = false) @Nullable String next,
            @Nullable Principal admin,
            Model model) {
        // A signed-in admin has merely opened that page's URL.
        model.addAttribute("news", news == News.SIGNED_OUT && admin != null ? null : news);
        if (next != null) {
            model.addAttribute("next", next);
        }
        return "account/login";
    }
}
