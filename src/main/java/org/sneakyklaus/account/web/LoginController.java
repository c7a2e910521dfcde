package org.sneakyklaus.account.web;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The sign-in page of the admin; its POST is answered by Spring Security. */
@Controller
class LoginController {

    @GetMapping("/admin/login")
    String form() {
        return "account/login";
    }
}
