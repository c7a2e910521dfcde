package org.sneakyklaus.support.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Shows the error page for all that no controller handled, to every client: this site answers only with pages. */
@Controller
class ErrorPages implements ErrorController {

    private static final Set<Integer> WITH_WORDS = Set.of(403, 404, 409, 429, 503);

    @RequestMapping("/error")
    ModelAndView page(HttpServletRequest request) {
        var status = status(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE));
        if (status.is5xxServerError()) {
            ErrorLoggingFilter.noteOnce(request);
        }
        return of(kind(status), status);
    }

    /** @param kind what its texts are of: a status with words of its own, or {@code other} */
    static ModelAndView of(String kind, HttpStatus status) {
        return new ModelAndView("error/error", status).addObject("kind", kind);
    }

    private static String kind(HttpStatus status) {
        if (WITH_WORDS.contains(status.value())) {
            return String.valueOf(status.value());
        }
        return status.is5xxServerError() ? "500" : "other";
    }

    /** Returns the status of the error; 404 if the URL was opened directly. */
    private static HttpStatus status(@Nullable Object code) {
        var status = code instanceof Integer number ? HttpStatus.resolve(number) : HttpStatus.NOT_FOUND;
        return status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status;
    }
}
