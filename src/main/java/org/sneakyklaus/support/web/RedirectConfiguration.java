package org.sneakyklaus.support.web;

import org.springframework.context.annotation.Configuration;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/** Answers every redirect with 303, so that a browser never repeats a POST at the new address. */
@Configuration(proxyBeanMethods = false)
class RedirectConfiguration {

    RedirectConfiguration(ThymeleafViewResolver views) {
        views.setRedirectHttp10Compatible(false);
    }
}
