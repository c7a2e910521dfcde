package org.sneakyklaus.webhook.web;

import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.support.BrokenRules;
import org.sneakyklaus.support.Organiser;
import org.sneakyklaus.support.RuleViolation;
import org.sneakyklaus.support.web.Confirmation;
import org.sneakyklaus.support.web.Flash;
import org.sneakyklaus.webhook.WebhookEndpoints;
import org.sneakyklaus.webhook.WebhookEndpoints.EndpointView;
import org.sneakyklaus.webhook.WebhookEvent;
import org.sneakyklaus.webhook.WebhookFormat;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Manages webhooks: of an exchange, or of the site. */
@Controller
@RequestMapping({"/admin/exchanges/{id}/webhooks", "/admin/webhooks"})
class WebhookController {

    /**
     * The content of the page.
     *
     * @param exchange the exchange, or null for the site
     * @param base the path of the page
     */
    record WebhooksPage(
            @Nullable ExchangeView exchange,
            String base,
            List<EndpointView> endpoints,
            List<WebhookEvent> events,
            List<WebhookFormat> formats,
            ZoneId zone) {}

    /** For the next page: the id of the webhook whose secret it shows. */
    private static final String ADDED = "added";

    private final WebhookEndpoints endpoints;
    private final ExchangeQueries exchanges;
    private final Organiser admin;

    WebhookController(WebhookEndpoints endpoints, ExchangeQueries exchanges, Organiser admin) {
        this.endpoints = endpoints;
        this.exchanges = exchanges;
        this.admin = admin;
    }

    @GetMapping
    ModelAndView list(
            @PathVariable(required = false) @Nullable Long id,
            @ModelAttribute("form") WebhookForm form,
            Model flashed) {
        var page = page(id, HttpStatus.OK);
        return flashed.getAttribute(ADDED) instanceof Long added
                ? page.addObject("secret", endpoints.secret(id, added))
                : page;
    }

    @PostMapping
    ModelAndView add(
            @PathVariable(required = false) @Nullable Long id,
            @ModelAttribute("form") WebhookForm form,
            BindingResult errors,
            RedirectAttributes redirect) {
        if (errors.hasErrors()) {
            return page(id, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        try {
            exchange(id);
            var broken = new BrokenRules();
            var format = broken.or(form::toFormat, WebhookFormat.STANDARD);
            var events = broken.or(() -> form.toEvents(id == null), Set.<WebhookEvent>of());
            var address = broken.orRefuse(() -> endpoints.address(form.url));
            // Not the secret: the session is stored unsealed.
            redirect.addFlashAttribute(ADDED, endpoints.add(id, address, format, events));
        } catch (RuleViolation violation) {
            violation.rejectIn(errors);
            return page(id, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return done(id, redirect, "webhook.added");
    }

    @PostMapping("/{wid}/test")
    ModelAndView test(
            @PathVariable(required = false) @Nullable Long id, @PathVariable long wid, RedirectAttributes redirect) {
        endpoints.test(id, wid);
        return done(id, redirect, "webhook.tested");
    }

    @PostMapping("/{wid}/pause")
    ModelAndView pause(
            @PathVariable(required = false) @Nullable Long id, @PathVariable long wid, RedirectAttributes redirect) {
        endpoints.pause(id, wid);
        return done(id, redirect, "webhook.paused");
    }

    @PostMapping("/{wid}/resume")
    ModelAndView resume(
            @PathVariable(required = false) @Nullable Long id, @PathVariable long wid, RedirectAttributes redirect) {
        endpoints.resume(id, wid);
        return done(id, redirect, "webhook.resumed");
    }

    @PostMapping("/{wid}/delete")
    ModelAndView delete(
            @PathVariable(required = false) @Nullable Long id,
            @PathVariable long wid,
            @RequestParam(defaultValue = "false") boolean confirm,
            RedirectAttributes redirect) {
        Confirmation.require(confirm);
        endpoints.delete(id, wid);
        return done(id, redirect, "webhook.deleted");
    }

    @PostMapping("/{wid}/deliveries/{did}/retry")
    ModelAndView retry(
            @PathVariable(required = false) @Nullable Long id,
            @PathVariable long wid,
            @PathVariable long did,
            RedirectAttributes redirect) {
        endpoints.retry(id, wid, did);
        return done(id, redirect, "webhook.retried");
    }

    private ModelAndView page(@Nullable Long id, HttpStatus status) {
        var exchange = exchange(id);
        var page = new WebhooksPage(
                exchange,
                base(id),
                endpoints.list(id),
                WebhookEvent.offered(id == null),
                List.of(WebhookFormat.values()),
                exchange == null ? admin.zone() : exchange.zone());
        return new ModelAndView("webhook/webhooks", status).addObject("page", page);
    }

    /** Returns the exchange, which must exist; null for the site. */
    private @Nullable ExchangeView exchange(@Nullable Long id) {
        return id == null ? null : exchanges.byId(id);
    }

    private static ModelAndView done(@Nullable Long id, RedirectAttributes redirect, String news) {
        Flash.say(redirect, news);
        return new ModelAndView("redirect:" + base(id));
    }

    private static String base(@Nullable Long id) {
        return id == null ? "/admin/webhooks" : "/admin/exchanges/" + id + "/webhooks";
    }
}
