package org.sneakyklaus.draw.web;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.draw.OrphanedSeries;
import org.sneakyklaus.draw.SeriesMemory;
import org.sneakyklaus.support.RuleViolation;
import org.sneakyklaus.support.web.Flash;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Handles the buttons on the exchange's page that avoid or forget the pairs of earlier exchanges. */
@Controller
@RequestMapping("/admin/exchanges/{id}")
class SeriesController {

    private static final String PAGE = "redirect:/admin/exchanges/{id}";

    private final SeriesMemory memory;
    private final OrphanedSeries orphans;

    SeriesController(SeriesMemory memory, OrphanedSeries orphans) {
        this.memory = memory;
        this.orphans = orphans;
    }

    @PostMapping("/forget-pairs")
    String forget(@PathVariable long id, RedirectAttributes redirect) {
        Flash.say(redirect, memory.forget(id) ? "draw.series.forgotten" : "draw.series.nothing");
        return PAGE;
    }

    @PostMapping("/series")
    String takeUp(@PathVariable long id, @RequestParam @Nullable UUID series, RedirectAttributes redirect) {
        orphans.takeUp(id, chosen(series));
        Flash.say(redirect, "draw.series.takenUp");
        return PAGE;
    }

    @PostMapping(path = "/series", params = "forget")
    String forget(@PathVariable long id, @RequestParam @Nullable UUID series, RedirectAttributes redirect) {
        Flash.say(redirect, orphans.forget(id, chosen(series)) ? "draw.series.orphanForgotten" : "draw.series.nothing");
        return PAGE;
    }

    private static String chosen(@Nullable UUID series) {
        if (series == null) {
            throw RuleViolation.onField("series", "draw.series.choose");
        }
        return series.toString();
    }
}
