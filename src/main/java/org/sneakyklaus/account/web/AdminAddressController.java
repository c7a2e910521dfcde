package org.sneakyklaus.account.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.account.AdminAddresses;
import org.sneakyklaus.account.AdminPrincipal;
import org.sneakyklaus.account.web.LoginController.News;
import org.sneakyklaus.support.web.Flash;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Handles the link that confirms an address of the admin; works without signing in. */
@Controller
@RequestMapping("/admin/email/{token}")
class AdminAddressController {

    private final AdminAddresses addresses;
    private final PresentSession present;

    AdminAddressController(AdminAddresses addresses, PresentSession present) {
        this.addresses = addresses;
        this.present = present;
    }

    /** Shows the page of the link without using it up: mail scanners open links, too. */
    @GetMapping
    ModelAndView ask(@PathVariable String token) {
        return addresses
                .opened(token)
                .map(email -> new ModelAndView("account/confirm-address").addObject("email", email.value()))
                .orElseGet(AdminAddressController::tooLate);
    }

    @PostMapping
    ModelAndView confirm(
            @PathVariable String token,
            @AuthenticationPrincipal @Nullable AdminPrincipal admin,
            RedirectAttributes redirect,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (!addresses.confirm(
                token, admin == null ? null : request.getSession().getId())) {
            return tooLate();
        }
        if (admin == null) {
            return new ModelAndView("redirect:/admin/login?news=" + News.ADDRESS);
        }
        present.renew(request, response);
        Flash.say(redirect, "settings.email.confirmed");
        return new ModelAndView("redirect:/admin/settings");
    }

    private static ModelAndView tooLate() {
        return new ModelAndView("account/link-used", "reset", false);
    }
}
