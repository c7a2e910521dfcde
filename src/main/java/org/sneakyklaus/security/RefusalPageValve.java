package org.sneakyklaus.security;

import java.io.IOException;
import java.util.Collections;
import java.util.Locale;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.support.language.Languages;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.util.HtmlUtils;

/**
 * Answers malformed requests: a broken request line, an impossible host name or path, headers that are too long; and
 * those outside the site's path. Uses no template, because such a request belongs to no application yet.
 */
final class RefusalPageValve extends ErrorReportValve {

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="%1$s">
            <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>%2$s</title>
                <link rel="icon" type="image/svg+xml" href="%6$s/img/mark.svg">
                <link rel="stylesheet" href="%6$s/webjars/picocss__pico/2.1.1/css/pico.min.css">
                <link rel="stylesheet" href="%6$s/css/base.css">
                <link rel="stylesheet" href="%6$s/css/components.css">
            </head>
            <body class="site">
            <div class="site-content">
                <main class="trouble">
                    <img src="%6$s/img/mark.svg" alt="" width="96" height="96">
                    <h1>%2$s</h1>
                    <p class="lead">%3$s</p>
                    %5$s
                    <p><a class="button button-secondary" href="%6$s/">%4$s</a></p>
                </main>
            </div>
            </body>
            </html>
            """;

    private final SecurityHeaders headers;
    private final MessageSource messages;
    private final String path;

    /** @param path the path that the site is below */
    RefusalPageValve(SecurityHeaders headers, MessageSource messages, String path) {
        this.headers = headers;
        this.messages = messages;
        this.path = path;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        headers.values().forEach(response::setHeader);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentType("text/html;charset=UTF-8");
        try {
            var writer = response.getReporter();
            if (writer != null) {
                writer.write(page(request, response.getStatus()));
                response.finishResponse();
            }
        } catch (IOException e) {
            // The client has gone.
            container.getLogger().debug("no answer to a refused request", e);
        }
    }

    private String page(Request request, int status) {
        var locale = Collections.list(request.getLocales()).stream()
                .flatMap(wanted -> Languages.byTag(wanted.getLanguage()).stream())
                .findFirst()
                .orElse(Languages.SUPPORTED.get(0));
        // Set if our own error page failed, too.
        var kind = status == HttpStatus.NOT_FOUND.value() ? "error.404." : "error.other.";
        var reference = request.getAttribute("reference");
        return PAGE.formatted(
                locale.getLanguage(),
                text(kind + "title", locale),
                text(kind + "text", locale),
                text("error.home", locale),
                reference == null
                        ? ""
                        : "<p class=\"text-muted\">" + text("error.reference", locale, reference) + "</p>",
                path);
    }

    private String text(String key, Locale locale, Object... arguments) {
        return HtmlUtils.htmlEscape(messages.getMessage(key, arguments, locale));
    }
}
