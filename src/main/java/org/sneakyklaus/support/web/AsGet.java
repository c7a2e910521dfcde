package org.sneakyklaus.support.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * A refused POST that is forwarded as a GET to the page of its form; the fields of the form are hidden from that page,
 * the query of its address is not.
 */
public final class AsGet extends HttpServletRequestWrapper {

    private final Set<String> shown;

    private AsGet(HttpServletRequest request) {
        super(request);
        shown = queryNames(request);
    }

    /** Responds with the page at a path of this site; the status is the one set before. */
    public static void forward(String path, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        request.getRequestDispatcher(path).forward(new AsGet(request), response);
    }

    /** Returns the names of the parameters in the address of a request. */
    static Set<String> queryNames(HttpServletRequest request) {
        return UriComponentsBuilder.newInstance()
                .query(request.getQueryString())
                .build()
                .getQueryParams()
                .keySet();
    }

    @Override
    public String getMethod() {
        return "GET";
    }

    @Override
    public @Nullable String getParameter(String name) {
        return shown.contains(name) ? super.getParameter(name) : null;
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        return shown.contains(name) ? super.getParameterValues(name) : null;
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return super.getParameterMap().entrySet().stream()
                .filter(parameter -> shown.contains(parameter.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
