package org.sneakyklaus.security;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;

/**
 * Adds the security headers to error pages that come before Spring Security would write them: for requests refused by
 * its firewall or the web server.
 */
@Configuration(proxyBeanMethods = false)
class ErrorPageHeaders {

    @Bean
    FilterRegistrationBean<Filter> headersOfErrorPages(SecurityHeaders headers) {
        var registration = new FilterRegistrationBean<Filter>((request, response, chain) -> {
            if (response instanceof HttpServletResponse answer) {
                headers.writeMissing(answer);
                answer.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            }
            chain.doFilter(request, response);
        });
        registration.setDispatcherTypes(DispatcherType.ERROR);
        return registration;
    }
}
