package org.sneakyklaus.account.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import org.sneakyklaus.account.AdminSetup;
import org.sneakyklaus.account.SetupCode;
import org.sneakyklaus.support.BrokenRules;
import org.sneakyklaus.support.NotFoundException;
import org.sneakyklaus.support.RuleViolation;
import org.sneakyklaus.support.web.Flash;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.validation.DirectFieldBindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.RequestContextUtils;

/** The page of the first run; there is none afterwards. */
@Controller
@RequestMapping("/setup")
class SetupController {

    private final AdminSetup setup;
    private final SetupCode setupCode;
    private final PresentSession present;

    SetupController(AdminSetup setup, SetupCode setupCode, PresentSession present) {
        this.setup = setup;
        this.setupCode = setupCode;
        this.present = present;
    }

    /** @param code from the link in the log: it need not be typed, and what is wrong with it is said at once */
    @GetMapping
    ModelAndView form(@RequestParam(defaultValue = "") String code) {
        refuseWhenDone();
        var form = new SetupForm();
        form.code = code;
        var errors = new DirectFieldBindingResult(form, "form");
        if (!code.isEmpty()) {
            try {
                setupCode.require(code);
            } catch (RuleViolation violation) {
                violation.rejectIn(errors);
            }
        }
        return page(HttpStatus.OK, form).addAllObjects(errors.getModel());
    }

    @PostMapping
    ModelAndView setUp(
            @ModelAttribute("form") SetupForm form,
            BindingResult errors,
            HttpServletRequest request,
            RedirectAttributes redirect)
            throws ServletException {
        refuseWhenDone();
        try {
            new BrokenRules()
                    .check(() -> setupCode.require(form.code))
                    .check(form::toEmail)
                    .check(form::toPassword)
                    .refuse();
            setup.create(form.toEmail(), form.toPassword(), form.toZone(), RequestContextUtils.getLocale(request));
            request.login(form.email, form.password);
            present.noteBrowser(request);
            Flash.sayWithLink(redirect, "setup.welcome", "/admin/mail");
            return new ModelAndView("redirect:/admin");
        } catch (RuleViolation violation) {
            violation.rejectIn(errors);
            return page(HttpStatus.UNPROCESSABLE_CONTENT, form);
        }
    }

    private void refuseWhenDone() {
        if (!setup.isDue()) {
            throw new NotFoundException("set-up");
        }
    }

    private ModelAndView page(HttpStatus status, SetupForm form) {
        return new ModelAndView("account/setup", status).addObject("codeIsKnown", setupCode.isRight(form.code));
    }
}
