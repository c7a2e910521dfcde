package org.sneakyklaus.support.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Returns from an action on one line of a list to the same lines: the search and the page stand in the query of the
 * form's address, and the redirect keeps them.
 */
@Component
class KeptSearch implements HandlerInterceptor, WebMvcConfigurer {

    private static final Set<String> LISTS = Set.of(
            "redirect:/admin/exchanges/{id}", "redirect:/admin/exchanges/{id}#exclusions", "redirect:/admin/outbox");

    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView answer) {
        if (answer != null && answer.isReference() && LISTS.contains(answer.getViewName())) {
            for (var name : AsGet.queryNames(request)) {
                // That of the page, which is no part of a search.
                if (!"version".equals(name)) {
                    answer.addObject(name, request.getParameter(name));
                }
            }
        }
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }
}
