package org.sneakyklaus.account.web;

import jakarta.servlet.http.HttpSession;
import org.sneakyklaus.account.AdminQueries;
import org.sneakyklaus.account.AdminSessions;
import org.sneakyklaus.support.web.Flash;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Shows the admin's settings and sessions. */
@Controller
@RequestMapping("/admin/settings")
class SettingsPageController {

    private final AdminQueries admins;
    private final AdminSessions sessions;

    SettingsPageController(AdminQueries admins, AdminSessions sessions) {
        this.admins = admins;
        this.sessions = sessions;
    }

    @GetMapping
    String show(HttpSession session, Model model) {
        model.addAttribute("page", SettingsPage.of(admins.view(), sessions.all(session.getId())));
        return "account/settings";
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
        return "redirect:/admin/settings";
    }
}
