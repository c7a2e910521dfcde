package org.sneakyklaus.security;

import static java.util.Objects.requireNonNull;

import jakarta.servlet.Filter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AbstractAuthenticationProcessingFilter;
import org.springframework.security.web.authentication.logout.LogoutFilter;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * Everything that the running application answers, asked from itself: "GET /exchange/{slug}/me". A field that a route
 * needs stands behind a question mark.
 */
final class Routes {

    private static final Pattern FILTERED = Pattern.compile("(GET|POST) (/[^\\]]*)");

    private Routes() {}

    static Set<String> of(ApplicationContext application) {
        var routes = new TreeSet<String>();
        for (var mapping : application
                .getBeansOfType(RequestMappingInfoHandlerMapping.class)
                .values()) {
            mapping.getHandlerMethods().keySet().stream().flatMap(Routes::of).forEach(routes::add);
        }
        for (var chain : application.getBeansOfType(SecurityFilterChain.class).values()) {
            chain.getFilters().stream().flatMap(Routes::of).forEach(routes::add);
        }
        return routes;
    }

    private static Stream<String> of(RequestMappingInfo route) {
        var methods = route.getMethodsCondition().getMethods();
        var fields = route.getParamsCondition().getExpressions();
        return (methods.isEmpty() ? List.of(RequestMethod.GET, RequestMethod.POST) : methods)
                .stream()
                        .flatMap(method -> route.getPatternValues().stream().map(path -> method + " " + path))
                        .map(path -> fields.isEmpty()
                                ? path
                                : path + '?' + fields.iterator().next());
    }

    /** What a filter answers by itself: signing in and out. */
    private static Stream<String> of(Filter filter) {
        var field = filter instanceof LogoutFilter
                ? "logoutRequestMatcher"
                : filter instanceof AbstractAuthenticationProcessingFilter
                        ? "requiresAuthenticationRequestMatcher"
                        : null;
        if (field == null) {
            return Stream.empty();
        }
        var text = requireNonNull(ReflectionTestUtils.getField(filter, field)).toString();
        var matcher = FILTERED.matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("cannot read " + text);
        }
        return Stream.of(matcher.group(1) + ' ' + matcher.group(2));
    }
}
