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
 * Answers a refused POST with the page that its form stands on, as it is now. Many small forms share one page (an
 * exchange's, a participant's, the jobs'), so the request is handed on to that page as a GET, together with what was
 * typed and what is wrong.
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

    /** The path of the page that holds the form of a POST without a GET of its own, if there is one. */
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
