package org.sneakyklaus.security;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.sneakyklaus.account.AccountEvent;
import org.sneakyklaus.account.AdminPrincipal;
import org.sneakyklaus.participation.OrganiserParticipation;
import org.sneakyklaus.participation.ProfileDetails;
import org.sneakyklaus.signin.Sessions;
import org.sneakyklaus.support.DemoMode;
import org.sneakyklaus.support.web.Flash;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.LogoutSuccessEvent;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Lets an organiser take part, and opens their own page, which has another session than the admin's pages. */
@Controller
class OwnPageController {

    /** A short session: the account opens the page again. */
    private static final Duration LENGTH = Duration.ofDays(1);

    private final OrganiserParticipation organisers;
    private final Sessions sessions;
    private final SessionCookieResolver cookies;
    private final DemoMode mode;

    OwnPageController(
            OrganiserParticipation organisers, Sessions sessions, SessionCookieResolver cookies, DemoMode mode) {
        this.organisers = organisers;
        this.sessions = sessions;
        this.cookies = cookies;
        this.mode = mode;
    }

    /** Who signs others out of the account signs them out of its pages, too. */
    @EventListener
    void on(AccountEvent.OthersSignedOut event) {
        organisers.endSessions();
    }

    /** In a demo the account is that of many. */
    @EventListener
    void on(LogoutSuccessEvent event) {
        if (!mode.demo() && event.getAuthentication().getPrincipal() instanceof AdminPrincipal) {
            organisers.endSessions();
        }
    }

    @PostMapping("/admin/exchanges/{id}/take-part")
    String takePart(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String giftIdeas,
            RedirectAttributes redirect) {
        organisers.join(id, new ProfileDetails(name, giftIdeas));
        Flash.say(redirect, "person.own.added");
        return "redirect:/admin/exchanges/{id}";
    }

    @PostMapping("/admin/exchanges/{id}/my-page")
    String open(@PathVariable long id, HttpServletResponse response) {
        var own = organisers.of(id);
        var part = SitePart.ofExchange(own.slug());
        cookies.setSessionId(part, response, sessions.begin(own.participant(), LENGTH));
        return "redirect:" + part.page("me");
    }
}
