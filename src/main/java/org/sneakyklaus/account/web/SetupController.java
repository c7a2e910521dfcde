package org.sneakyklaus.account.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import org.sneakyklaus.account.AdminSetup;
import org.sneakyklaus.account.SetupCode;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.support.BrokenRules;
import org.sneakyklaus.support.NotFoundException;
import org.sneakyklaus.support.RuleViolation;
import org.sneakyklaus.support.web.Flash;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.RequestContextUtils;

/** The page of the first run; there is none afterwards. */
@Controller
@RequestMapping("/setup")
class SetupController {

    private static final List<String> SIGNS_OF_A_PROXY =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via");

    private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final AdminSetup setup;
    private final SetupCode setupCode;
    private final AppProperties properties;
    private final PresentSession present;

    SetupController(AdminSetup setup, SetupCode setupCode, AppProperties properties, PresentSession present) {
        this.setup = setup;
        this.setupCode = setupCode;
        this.properties = properties;
        this.present = present;
    }

    @GetMapping
    ModelAndView form(HttpServletRequest request) {
        refuseWhenDone();
        return page(HttpStatus.OK, request).addObject("form", new SetupForm());
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
                    .check(() -> refuseWrongCode(form, request))
                    .check(form::toEmail)
                    .check(form::toPassword)
                    .refuse();
            setup.create(form.toEmail(), form.toPassword(), form.toZone(), RequestContextUtils.getLocale(request));
            request.login(form.getEmail(), form.getPassword());
            present.noteBrowser(request);
            Flash.sayWithLink(redirect, "setup.welcome", "/admin/mail");
            return new ModelAndView("redirect:/admin");
        } catch (RuleViolation violation) {
            violation.rejectIn(errors);
            return page(HttpStatus.UNPROCESSABLE_CONTENT, request);
        }
    }

    private void refuseWhenDone() {
        if (!setup.isDue()) {
            throw new NotFoundException("set-up");
        }
    }

    private void refuseWrongCode(SetupForm form, HttpServletRequest request) {
        if (needsCode(request)) {
            setupCode.require(form.getCode());
        }
    }

    private ModelAndView page(HttpStatus status, HttpServletRequest request) {
        return new ModelAndView("account/setup", status).addObject("needsCode", needsCode(request));
    }

    /** Only who sits at this very machine, with nothing in between, needs no code. */
    private boolean needsCode(HttpServletRequest request) {
        // A browser asks for a local name by HTTP/1.1; by 1.0, or for another name, a proxy does.
        if (!LOCAL_NAMES.contains(request.getServerName())
                || !properties.isOfThisMachine()
                || "HTTP/1.0".equals(request.getProtocol())) {
            return true;
        }
        try {
            return !InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress()
                    || SIGNS_OF_A_PROXY.stream().anyMatch(header -> request.getHeader(header) != null);
        } catch (UnknownHostException e) {
            return true;
        }
    }
}
