package org.sneakyklaus.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.support.web.AsGet;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/** Shows the admin's sign-in page again, with the typed address and without saying what was wrong. */
final class LoginFailureHandler implements AuthenticationFailureHandler {

    private static final Logger log = LoggerFactory.getLogger(LoginFailureHandler.class);

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws ServletException, IOException {
        log.warn("Sign-in as admin failed");
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        request.setAttribute("refused", true);
        request.setAttribute("typed", request.getParameter("email"));
        request.setAttribute(LoginRedirect.PARAMETER, request.getParameter(LoginRedirect.PARAMETER));
        request.setAttribute("remember", Boolean.parseBoolean(request.getParameter("remember-me")));
        AsGet.forward("/admin/login", request, response);
    }
}
