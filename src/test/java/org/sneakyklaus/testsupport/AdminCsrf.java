package org.sneakyklaus.testsupport;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.context.support.WebApplicationContextUtils;

/**
 * Sends a form as its page would: with the cookie and the field that belongs to it. Spring Security's own
 * {@code csrf()} puts another store into the running application, for every test after it.
 */
public final class AdminCsrf implements RequestPostProcessor {

    @Override
    public MockHttpServletRequest postProcessRequest(MockHttpServletRequest request) {
        var page = new MockHttpServletResponse();
        var token = WebApplicationContextUtils.getRequiredWebApplicationContext(request.getServletContext())
                .getBean(CsrfTokenRepository.class)
                .loadDeferredToken(request, page)
                .get();
        request.setCookies(page.getCookies());
        request.addParameter("_csrf", masked(token.getToken()));
        return request;
    }

    /** The field holds random bytes and the token masked with them; a mask of zeros changes nothing. */
    private static String masked(String text) {
        var token = text.getBytes(StandardCharsets.UTF_8);
        var field = new byte[token.length * 2];
        System.arraycopy(token, 0, field, token.length, token.length);
        return Base64.getUrlEncoder().encodeToString(field);
    }
}
