package org.sneakyklaus.account.web;

import org.sneakyklaus.account.AdminPasswords;
import org.sneakyklaus.account.AdminQueries;
import org.sneakyklaus.support.RuleViolation;
import org.sneakyklaus.support.web.EmailForm;
import org.sneakyklaus.support.web.EvenlyTimed;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Handles resetting a lost admin password. */
@Controller
@RequestMapping("/admin/password")
class PasswordResetController {

    private final AdminPasswords passwords;
    private final AdminQueries admins;

    PasswordResetController(AdminPasswords passwords, AdminQueries admins) {
        this.passwords = passwords;
        this.admins = admins;
    }

    @GetMapping("/forgot")
    ModelAndView ask(@RequestParam(defaultValue = "false") boolean asked) {
        return new ModelAndView(asked ? "account/reset-sent" : "account/forgot").addObject("form", new EmailForm());
    }

    @PostMapping("/forgot")
    @EvenlyTimed
    ModelAndView send(@ModelAttribute("form") EmailForm form, BindingResult errors) {
        try {
            passwords.askForReset(form.toEmail());
            return new ModelAndView("redirect:/admin/password/forgot?asked=true");
        } catch (RuleViolation violation) {
            violation.rejectIn(errors);
            return new ModelAndView("account/forgot", HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    /** Shows the page of the link without using it up: mail scanners open links, too. */
    @GetMapping("/reset/{token}")
    ModelAndView choose(@PathVariable String token) {
        return passwords.isUsable(token) ? page(HttpStatus.OK).addObject("form", new NewPasswordForm()) : tooLate();
    }

    @PostMapping("/reset/{token}")
    ModelAndView set(@PathVariable String token, @ModelAttribute("form") NewPasswordForm form, BindingResult errors) {
        try {
            return passwords.reset(token, form.toPassword())
                    ? new ModelAndView("redirect:/admin/login?news=" + LoginController.News.PASSWORD)
                    : tooLate();
        } catch (RuleViolation violation) {
            violation.rejectIn(errors);
            return passwords.isUsable(token) ? page(HttpStatus.UNPROCESSABLE_CONTENT) : tooLate();
        }
    }

    /** Builds the page with the admin's address: the link comes from that mailbox. */
    private ModelAndView page(HttpStatus status) {
        return new ModelAndView("account/reset", status)
                .addObject("email", admins.view().email());
    }

    private static ModelAndView tooLate() {
        return new ModelAndView("account/link-used", "reset", true);
    }
}
