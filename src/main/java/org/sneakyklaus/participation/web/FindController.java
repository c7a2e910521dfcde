package org.sneakyklaus.participation.web;

import org.sneakyklaus.participation.Registration;
import org.sneakyklaus.support.RuleViolation;
import org.sneakyklaus.support.web.EmailForm;
import org.sneakyklaus.support.web.EvenlyTimed;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Sends one email with all exchanges of an address, for people who lost their links. */
@Controller
@RequestMapping("/find")
class FindController {

    private final Registration registration;

    FindController(Registration registration) {
        this.registration = registration;
    }

    @GetMapping
    ModelAndView form() {
        return new ModelAndView("participation/find").addObject("form", new EmailForm());
    }

    @PostMapping
    @EvenlyTimed
    ModelAndView find(@ModelAttribute("form") EmailForm form, BindingResult errors) {
        try {
            registration.find(form.toEmail());
            return new ModelAndView("redirect:/find/sent");
        } catch (RuleViolation violation) {
            violation.rejectIn(errors);
            return new ModelAndView("participation/find", HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @GetMapping("/sent")
    String sent() {
        return "participation/find-sent";
    }
}
