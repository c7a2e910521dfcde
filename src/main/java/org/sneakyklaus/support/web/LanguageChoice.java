package org.sneakyklaus.support.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.support.language.Languages;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.servlet.i18n.LocaleChangeInterceptor;

/**
 * Chooses a page's language: the reader's choice in the footer, else the browser's preference, else English. Dates
 * follow the region that the browser prefers.
 */
@Configuration(proxyBeanMethods = false)
class LanguageChoice implements WebMvcConfigurer {

    private static final String COOKIE = "klaus-language";

    /** The name of the parameter that changes the language. */
    static final String PARAMETER = "lang";

    @Bean
    LocaleResolver localeResolver(AppProperties properties) {
        var browser = new AcceptHeaderLocaleResolver();
        browser.setSupportedLocales(Languages.SUPPORTED);
        browser.setDefaultLocale(Languages.SUPPORTED.get(0));
        var chosen = new CookieLocaleResolver(COOKIE) {
            @Override
            protected @Nullable Locale parseLocaleValue(String value) {
                return Languages.byTag(value).orElse(null);
            }

            @Override
            public Locale resolveLocale(HttpServletRequest request) {
                var language = super.resolveLocale(request);
                // without the header, a request has the machine's locale
                return request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) == null
                        ? language
                        : Languages.inRegion(language, Collections.list(request.getLocales()));
            }

            @Override
            public LocaleContext resolveLocaleContext(HttpServletRequest request) {
                return () -> resolveLocale(request);
            }
        };
        chosen.setDefaultLocaleFunction(browser::resolveLocale);
        chosen.setCookiePath(properties.cookiePath("/"));
        chosen.setCookieMaxAge(Duration.ofDays(365));
        chosen.setCookieHttpOnly(true);
        chosen.setCookieSecure(properties.isHttps());
        chosen.setCookieSameSite("Lax");
        return chosen;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        var choice = new LocaleChangeInterceptor() {
            @Override
            protected @Nullable Locale parseLocaleValue(String value) {
                return Languages.byTag(value).orElseThrow(() -> new IllegalArgumentException("no such language"));
            }
        };
        choice.setParamName(PARAMETER);
        choice.setHttpMethods("GET");
        choice.setIgnoreInvalidLocale(true);
        registry.addInterceptor(choice);
    }
}
