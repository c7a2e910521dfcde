package org.sneakyklaus.support.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.View;

/**
 * Answers a refused POST with the current page of its form. Many small forms share one page (an exchange's, a
 * participant's, the jobs'), so the request is forwarded to that page as a GET, together with the typed values and the
 * errors.
 */
record NearestPage(
        String path,
        HttpStatus status,
        @Nullable String violation,
        @Nullable Rejected rejected) implements View {

    private static final List<Pattern> PAGES = List.of(
            Pattern.compile("(/admin/exchanges/\\d+)/.+"),
            Pattern.compile("(/exchange/[^/]+/me)/.+"),
            Pattern.compile("(/admin/jobs)/.+"),
            Pattern.compile("(/admin/outbox)/.+"),
            Pattern.compile("(/admin/mail)/.+"),
            Pattern.compile("(/admin/settings)/.+"));

    /** Returns the path of the page with the form of a POST that has no GET of its own; empty if there is none. */
    static Optional<String> of(HttpServletRequest request) {
        var path = request.getRequestURI().substring(request.getContextPath().length());
        return PAGES.stream()
                .map(page -> page.matcher(path))
                .filter(matcher -> matcher.matches() && "POST".equals(request.getMethod()))
                .map(matcher -> matcher.group(1))
                .findFirst();
    }

    @Override
    public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        response.setStatus(status.value());
        request.setAttribute("violation", violation);
        request.setAttribute("rejected", rejected);
        AsGet.forward(path, request, response);
    }
}
