package org.sneakyklaus.support.web;

import org.springframework.context.annotation.Configuration;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/** Makes every redirect a 303, so that a browser never repeats a POST at the new URL. */
@Configuration(proxyBeanMethods = false)
class RedirectConfiguration {

    RedirectConfiguration(ThymeleafViewResolver views) {
        views.setRedirectHttp10Compatible(false);
    }
}
