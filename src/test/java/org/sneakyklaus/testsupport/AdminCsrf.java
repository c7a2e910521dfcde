package org.sneakyklaus.testsupport;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/**
 * Sends a form of the admin's part as its page would: with the cookie and the field that belongs to it. Spring
 * Security's own {@code csrf()} puts another store into the running application, for every test after it.
 */
public final class AdminCsrf implements RequestPostProcessor {

    private static final String TOKEN = "0f4a9d1e-5d0c-4c0e-9b1f-3a2b1c0d9e8f";

    @Override
    public MockHttpServletRequest postProcessRequest(MockHttpServletRequest request) {
        var cookies = Objects.requireNonNullElse(request.getCookies(), new Cookie[0]);
        var withToken = Arrays.copyOf(cookies, cookies.length + 1);
        withToken[cookies.length] = new Cookie("klaus-csrf-admin", TOKEN);
        request.setCookies(withToken);
        request.addParameter("_csrf", masked());
        return request;
    }

    /** The field holds random bytes and the token masked with them; a mask of zeros changes nothing. */
    private static String masked() {
        var token = TOKEN.getBytes(StandardCharsets.UTF_8);
        var field = new byte[token.length * 2];
        System.arraycopy(token, 0, field, token.length, token.length);
        return Base64.getUrlEncoder().encodeToString(field);
    }
}
