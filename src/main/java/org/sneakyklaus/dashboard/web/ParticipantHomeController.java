package org.sneakyklaus.dashboard.web;

import org.jspecify.annotations.Nullable;
import org.sneakyklaus.dashboard.ParticipantPage;
import org.sneakyklaus.dashboard.ParticipantPages;
import org.sneakyklaus.draw.Reveals;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.participation.Guardianship;
import org.sneakyklaus.participation.ParticipantAccess;
import org.sneakyklaus.participation.ParticipantPrincipal;
import org.sneakyklaus.participation.ParticipantQueries;
import org.sneakyklaus.support.web.OneLength;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Handles the link of an exchange, and the page of a participant with the name they drew. */
@Controller
@RequestMapping(ParticipantHomeController.PATH)
class ParticipantHomeController {

    static final String PATH = "/exchange/{slug}";
    static final String REVEAL = "/me/reveal";
    static final String REVEAL_FOR = "/me/wards/{handle}/reveal";

    private final ExchangeQueries exchanges;
    private final ParticipantQueries participants;
    private final ParticipantAccess access;
    private final ParticipantPages pages;
    private final Reveals reveals;
    private final Guardianship guardianship;
    private final OneLength oneLength;

    ParticipantHomeController(
            ExchangeQueries exchanges,
            ParticipantQueries participants,
            ParticipantAccess access,
            ParticipantPages pages,
            Reveals reveals,
            Guardianship guardianship,
            OneLength oneLength) {
        this.exchanges = exchanges;
        this.participants = participants;
        this.access = access;
        this.pages = pages;
        this.reveals = reveals;
        this.guardianship = guardianship;
        this.oneLength = oneLength;
    }

    /** The one link to share: redirects to the page that fits. */
    @GetMapping
    String enter(@PathVariable String slug, @Nullable Authentication authentication) {
        var exchange = exchanges.bySlug(slug);
        if (access.signedIn(authentication, slug).isPresent()) {
            return "redirect:/exchange/{slug}/me";
        }
        return exchange.slug().equals(slug) ? "redirect:/exchange/{slug}/register" : "redirect:/exchange/{slug}/signin";
    }

    @GetMapping("/me")
    ModelAndView me(@AuthenticationPrincipal ParticipantPrincipal me) {
        return page(pages.of(me, null, null));
    }

    /** Shows the name only in answer to a click, so that a shared screen reveals nothing. */
    @PostMapping({REVEAL, REVEAL_FOR})
    ModelAndView reveal(
            @AuthenticationPrincipal ParticipantPrincipal me, @PathVariable(required = false) @Nullable String handle) {
        long giver = guardianship.idOf(me, handle);
        return page(pages.of(me, giver, reveals.reveal(me.exchangeId(), giver)));
    }

    /** Shows the names of everyone in a large exchange. */
    @GetMapping("/me/people")
    ModelAndView people(@AuthenticationPrincipal ParticipantPrincipal me) {
        return new ModelAndView("dashboard/names")
                .addObject("names", participants.confirmedNames(me.exchangeId()))
                .addObject("exchange", exchanges.byId(me.exchangeId()));
    }

    /** Shows the page between a link in gift ideas and its target; nothing is fetched, and no one is redirected. */
    @PostMapping("/me/leave-to")
    ModelAndView leave(@AuthenticationPrincipal ParticipantPrincipal me, @RequestParam(defaultValue = "") String link) {
        var page = pages.leaving(me, StringUtils.trimTrailingCharacter(link, ' '));
        return new ModelAndView(oneLength.view("dashboard/leaving", page.room()))
                .addObject("link", page.link())
                .addObject("exchange", page.exchange());
    }

    private ModelAndView page(ParticipantPage page) {
        return new ModelAndView(oneLength.view("dashboard/participant", page.room()))
                .addObject("page", page)
                .addObject("exchange", page.exchange());
    }
}
