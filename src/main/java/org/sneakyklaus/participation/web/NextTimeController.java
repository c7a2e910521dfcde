package org.sneakyklaus.participation.web;

import org.sneakyklaus.participation.NextTime;
import org.sneakyklaus.participation.ParticipantPrincipal;
import org.sneakyklaus.support.web.Flash;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Records and takes back that a participant wants to be invited next time. The link that takes it back works like that
 * of {@link UnsubscribeController}, also when the exchange is deleted.
 */
@Controller
class NextTimeController {

    private static final String LINK = "/unsubscribe/next-time/{token}";

    private final NextTime nextTime;

    NextTimeController(NextTime nextTime) {
        this.nextTime = nextTime;
    }

    @PostMapping("/exchange/{slug}/me/next-time")
    String change(
            @AuthenticationPrincipal ParticipantPrincipal me,
            @RequestParam(defaultValue = "false") boolean invite,
            RedirectAttributes redirect) {
        if (invite) {
            nextTime.agree(me.exchangeId(), me.participantId());
        } else {
            nextTime.takeBack(me.exchangeId(), me.participantId());
        }
        Flash.say(redirect, invite ? "nextTime.agreed" : "nextTime.takenBack");
        return "redirect:/exchange/{slug}/me";
    }

    @GetMapping(LINK)
    ModelAndView ask(@PathVariable String token) {
        return page(token);
    }

    @PostMapping(LINK)
    ModelAndView takeBack(@PathVariable String token) {
        nextTime.takeBack(token);
        return page(token);
    }

    private ModelAndView page(String token) {
        return new ModelAndView("participation/next-time")
                .addObject("token", token)
                .addObject("kept", nextTime.isKept(token));
    }
}
