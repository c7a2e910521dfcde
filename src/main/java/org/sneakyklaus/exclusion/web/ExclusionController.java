package org.sneakyklaus.exclusion.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.exclusion.Exclusions;
import org.sneakyklaus.support.BrokenRules;
import org.sneakyklaus.support.RuleViolation;
import org.sneakyklaus.support.web.Flash;
import org.sneakyklaus.support.web.Ids;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Adds and removes exclusions; the forms are on the exchange's page. */
@Controller
@RequestMapping("/admin/exchanges/{id}/exclusions")
class ExclusionController {

    private static final String PAGE = "redirect:/admin/exchanges/{id}#exclusions";

    private static final long NOBODY = 0;

    private final Exclusions exclusions;

    ExclusionController(Exclusions exclusions) {
        this.exclusions = exclusions;
    }

    @PostMapping
    String add(
            @PathVariable long id,
            @RequestParam @Nullable Long participantA,
            @RequestParam @Nullable Long participantB,
            @RequestParam(defaultValue = "false") boolean mutual,
            RedirectAttributes redirect) {
        var broken = new BrokenRules();
        var a = broken.or(() -> chosen("participantA", participantA), NOBODY);
        var b = broken.orRefuse(() -> chosen("participantB", participantB));
        exclusions.add(id, a, b, mutual);
        Flash.say(redirect, "exclusion.added");
        return PAGE;
    }

    @PostMapping("/several")
    String addSeveral(
            @PathVariable long id,
            @RequestParam @Nullable Long participantA,
            @RequestParam(defaultValue = "") List<@Nullable Long> participants,
            @RequestParam(defaultValue = "false") boolean mutual,
            RedirectAttributes redirect) {
        var added = exclusions.addSeveral(id, chosen("participantA", participantA), Ids.of(participants), mutual);
        Flash.say(redirect, "exclusion.several.added", added);
        return PAGE;
    }

    @PostMapping("/group")
    String addGroup(
            @PathVariable long id,
            @RequestParam(defaultValue = "") List<@Nullable Long> participants,
            RedirectAttributes redirect) {
        Flash.say(redirect, "exclusion.group.added", exclusions.addGroup(id, Ids.of(participants)));
        return PAGE;
    }

    @PostMapping("/{eid}/delete")
    String remove(@PathVariable long id, @PathVariable long eid, RedirectAttributes redirect) {
        exclusions.remove(id, eid);
        Flash.say(redirect, "exclusion.removed");
        return PAGE;
    }

    @PostMapping("/ungroup")
    String removeGroup(
            @PathVariable long id,
            @RequestParam(defaultValue = "") List<@Nullable Long> participants,
            RedirectAttributes redirect) {
        Flash.say(redirect, "exclusion.group.removed", exclusions.removeGroup(id, Ids.of(participants)));
        return PAGE;
    }

    private static long chosen(String field, @Nullable Long participant) {
        if (participant == null) {
            throw RuleViolation.onField(field, "exclusion.choose");
        }
        return participant;
    }
}
