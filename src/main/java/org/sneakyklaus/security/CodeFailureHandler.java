package org.sneakyklaus.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.sneakyklaus.support.web.AsGet;
import org.sneakyklaus.support.web.Rejected;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

/** Shows the page for the code again, in the same words whatever was wrong with it. */
@Component
class CodeFailureHandler implements AuthenticationFailureHandler {

    private static final String FIELD = "code";

    private final MessageSource messages;
    private final LocaleResolver languages;

    CodeFailureHandler(MessageSource messages, LocaleResolver languages) {
        this.messages = messages;
        this.languages = languages;
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws ServletException, IOException {
        var typed = Objects.requireNonNullElse(request.getParameter(FIELD), "");
        var reason = messages.getMessage("linksent.code.wrong", null, languages.resolveLocale(request));
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        request.setAttribute("rejected", new Rejected(FIELD, Map.of(FIELD, typed), Map.of(FIELD, reason)));
        AsGet.forward(request.getRequestURI().substring(request.getContextPath().length()), request, response);
    }
}
