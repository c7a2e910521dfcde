package org.sneakyklaus.mail.web;

import org.sneakyklaus.account.AdminQueries;
import org.sneakyklaus.outbox.MailCheck;
import org.sneakyklaus.outbox.transport.CapturedMails;
import org.sneakyklaus.outbox.transport.MailRoute;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.support.RuleViolation;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Shows how emails are sent, tests that, and lists captured ones. */
@Controller
@RequestMapping("/admin/mail")
class MailController {

    private final MailCheck check;
    private final MailRoute route;
    private final CapturedMails captured;
    private final AdminQueries admin;
    private final AppProperties app;

    MailController(MailCheck check, MailRoute route, CapturedMails captured, AdminQueries admin, AppProperties app) {
        this.check = check;
        this.route = route;
        this.captured = captured;
        this.admin = admin;
        this.app = app;
    }

    @GetMapping
    String show(@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "0") int page, Model model) {
        var mails = captured.page(q, Math.max(0, page));
        var address = admin.address().map(EmailAddress::value).orElse("");
        model.addAttribute("page", new MailPage(route, app, address, captured.any(), mails, q, admin.zone()));
        return "mail/mail";
    }

    @PostMapping("/test")
    String test(@RequestParam String to, RedirectAttributes redirect) {
        redirect.addFlashAttribute("answer", check.send(address(to)));
        return "redirect:/admin/mail";
    }

    private static EmailAddress address(String to) {
        try {
            return new EmailAddress(to);
        } catch (RuleViolation e) {
            throw RuleViolation.onField("to", "email.invalid");
        }
    }
}
