package org.sneakyklaus.support.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Makes {@link EvenlyTimed} handlers take a whole number of steps. What is done for one address and not for another
 * takes milliseconds, and disappears in a step of a fifth of a second. A random part of up to a quarter of a step hides
 * the rest: work that begins with the response, and what concurrent requests wait for.
 */
@Component
class EvenTimingInterceptor implements HandlerInterceptor, WebMvcConfigurer {

    private static final String BEGUN = EvenTimingInterceptor.class.getName();

    private final SecureRandom random = new SecureRandom();
    private final long step;

    /** @param step the length of a step; zero turns it off */
    EvenTimingInterceptor(@Value("${klaus.answer-step:200ms}") Duration step) {
        this.step = step.toNanos();
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        request.setAttribute(BEGUN, System.nanoTime());
        return true;
    }

    @Override
    public void postHandle(
            HttpServletRequest request,
            HttpServletResponse response,
            Object handler,
            @Nullable ModelAndView modelAndView)
            throws InterruptedException {
        if (step > 0 && handler instanceof HandlerMethod method && method.hasMethodAnnotation(EvenlyTimed.class)) {
            var begun = (long) Objects.requireNonNull(request.getAttribute(BEGUN));
            var rest = step - (System.nanoTime() - begun) % step;
            TimeUnit.NANOSECONDS.sleep(rest + random.nextLong(step / 4));
        }
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }
}
