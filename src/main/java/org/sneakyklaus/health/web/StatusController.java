package org.sneakyklaus.health.web;

import jakarta.servlet.http.HttpServletRequest;
import org.sneakyklaus.health.StatusQueries;
import org.sneakyklaus.health.WorkQueries;
import org.sneakyklaus.security.ProxyCheck;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.support.Organiser;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Shows the status of the installation, and the settings that look wrong from the admin's browser. */
@Controller
class StatusController {

    private final StatusQueries status;
    private final WorkQueries work;
    private final ProxyCheck proxies;
    private final AppProperties app;
    private final Organiser admin;

    StatusController(StatusQueries status, WorkQueries work, ProxyCheck proxies, AppProperties app, Organiser admin) {
        this.status = status;
        this.work = work;
        this.proxies = proxies;
        this.app = app;
        this.admin = admin;
    }

    // The address of earlier versions stays.
    @GetMapping({"/admin/server", "/admin/status"})
    String show(HttpServletRequest request, Model model) {
        var reach = Reach.of(request, app, proxies.of(request));
        model.addAttribute("page", new StatusPage(status.now(), work.now(), reach, admin.zone()));
        return "health/status";
    }
}
