package org.sneakyklaus.account.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.ZoneId;
import java.util.Locale;
import org.sneakyklaus.account.AdminAddresses;
import org.sneakyklaus.account.AdminPasswords;
import org.sneakyklaus.account.AdminProfile;
import org.sneakyklaus.account.AdminQueries;
import org.sneakyklaus.account.AdminSessions;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.support.RuleViolation;
import org.sneakyklaus.support.TimeZones;
import org.sneakyklaus.support.language.Languages;
import org.sneakyklaus.support.web.Flash;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Shows the admin's settings and sessions, and handles changes of them. */
@Controller
@RequestMapping("/admin/settings")
class SettingsController {

    private static final String PAGE = "redirect:/admin/settings";

    private final AdminQueries admins;
    private final AdminProfile profile;
    private final AdminPasswords passwords;
    private final AdminAddresses addresses;
    private final AdminSessions sessions;
    private final PresentSession present;

    SettingsController(
            AdminQueries admins,
            AdminProfile profile,
            AdminPasswords passwords,
            AdminAddresses addresses,
            AdminSessions sessions,
            PresentSession present) {
        this.admins = admins;
        this.profile = profile;
        this.passwords = passwords;
        this.addresses = addresses;
        this.sessions = sessions;
        this.present = present;
    }

    @GetMapping
    String show(HttpSession session, Model model) {
        model.addAttribute("page", SettingsPage.of(admins.view(), sessions.all(session.getId())));
        return "account/settings";
    }

    @PostMapping("/profile")
    String live(@RequestParam String timezone, @RequestParam String locale, RedirectAttributes redirect) {
        profile.change(zone(timezone), language(locale));
        Flash.say(redirect, "settings.profile.saved");
        return PAGE;
    }

    @PostMapping("/password")
    String password(
            @ModelAttribute ChangePasswordForm form,
            RedirectAttributes redirect,
            HttpServletRequest request,
            HttpServletResponse response) {
        passwords.change(
                form.currentPassword, form::toPassword, request.getSession().getId());
        present.renew(request, response);
        Flash.say(redirect, "settings.password.changed");
        return PAGE;
    }

    @PostMapping("/email")
    String email(@RequestParam String currentPassword, @RequestParam String email, RedirectAttributes redirect) {
        var address = addresses.ask(currentPassword, () -> new EmailAddress(email));
        Flash.say(redirect, "settings.email.asked", address.value());
        return PAGE;
    }

    @PostMapping("/email/resend")
    String resend(RedirectAttributes redirect) {
        addresses.sendAgain();
        Flash.say(redirect, "settings.email.resent");
        return PAGE;
    }

    /** @param id the handle of a session, or blank to end all but the current one */
    @PostMapping("/sessions/revoke")
    String revoke(@RequestParam(defaultValue = "") String id, HttpSession session, RedirectAttributes redirect) {
        if (id.isEmpty()) {
            sessions.endOthers(session.getId());
            Flash.say(redirect, "settings.sessions.othersEnded");
        } else {
            sessions.end(id, session.getId());
            Flash.say(redirect, "settings.sessions.ended");
        }
        return PAGE;
    }

    private static ZoneId zone(String id) {
        return TimeZones.byId(id).orElseThrow(() -> RuleViolation.onField("timezone", "exchange.timezone.unknown"));
    }

    private static Locale language(String tag) {
        return Languages.byTag(tag).orElseThrow(() -> RuleViolation.onField("locale", "exchange.locale.unknown"));
    }
}
