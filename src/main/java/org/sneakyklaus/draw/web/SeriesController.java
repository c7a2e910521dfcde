package org.sneakyklaus.draw.web;

import org.sneakyklaus.draw.SeriesMemory;
import org.sneakyklaus.support.web.Flash;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The button on the exchange's page that forgets who gave to whom at earlier times. */
@Controller
class SeriesController {

    private final SeriesMemory memory;

    SeriesController(SeriesMemory memory) {
        this.memory = memory;
    }

    @PostMapping("/admin/exchanges/{id}/forget-pairs")
    String forget(@PathVariable long id, RedirectAttributes redirect) {
        Flash.say(redirect, memory.forget(id) ? "draw.series.forgotten" : "draw.series.nothing");
        return "redirect:/admin/exchanges/{id}";
    }
}
