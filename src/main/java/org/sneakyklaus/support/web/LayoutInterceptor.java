package org.sneakyklaus.support.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Gives every page its layout and the variables of its own path, so that links can stay within it. This includes error
 * pages, which a controller's model would not reach.
 */
@Component
class LayoutInterceptor implements HandlerInterceptor, WebMvcConfigurer {

    private final Layout layout;

    LayoutInterceptor(Layout layout) {
        this.layout = layout;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        request.setAttribute("layout", layout);
        Layout.rememberWhoAsks(request);
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables) {
            variables.forEach((name, value) -> request.setAttribute(String.valueOf(name), value));
        }
        return true;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }
}
