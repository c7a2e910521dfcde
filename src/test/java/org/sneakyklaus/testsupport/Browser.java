package org.sneakyklaus.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Somebody's browser: it keeps cookies by their path, sends forms, and follows a redirect only when told to. On a site
 * below a path, nothing of an answer may lead out of it.
 */
public final class Browser {

    private static final Pattern EXCHANGE = Pattern.compile("(/exchange/[^/?]+).*");

    private final URI site;
    /** Without a slash at its end. */
    private final String below;

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(cookies).build();

    public Browser(URI site) {
        this.site = site;
        this.below = site.getPath().replaceFirst("/$", "");
    }

    /** @param path on the site, or a link of it */
    public Page open(String path) {
        return send(request(path).GET());
    }

    /** Whether somebody listens, and answers with 200. */
    public boolean answersAt(String path) {
        try {
            return open(path).status() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** Opens a page and goes on to wherever it leads. */
    public Page visit(String path) {
        return follow(open(path));
    }

    /** Goes on to wherever an answer leads. */
    public Page follow(Page page) {
        var last = page;
        for (int i = 0; i < 5 && last.status() == 303; i++) {
            last = open(last.leadsTo());
        }
        return last;
    }

    public Page submit(Form form) {
        return send(posting(form));
    }

    /** Submits a form with a header that something in between has added. */
    public Page submitWithHeader(Form form, String name, String value) {
        return send(posting(form).header(name, value));
    }

    /** The request that a form makes, to be completed and sent. */
    public HttpRequest.Builder posting(Form form) {
        return request(form.action())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form.body()));
    }

    /** Opens a link of an email and presses the button of its page. */
    public Page press(String link) {
        return submit(open(link).form(URI.create(link).getPath()));
    }

    /**
     * Sends a form that no page shows at present, with a CSRF token from a page of the same part.
     *
     * @param namesAndValues fields and values in turn
     */
    public Page post(String path, String... namesAndValues) {
        return submit(formTo(path, namesAndValues));
    }

    /** The form that {@link #post} would send. */
    public Form formTo(String path, String... namesAndValues) {
        var exchange = EXCHANGE.matcher(path);
        var shown = path.startsWith("/admin")
                ? open("/admin/login").form("/admin/login")
                : exchange.matches()
                        ? open(exchange.group(1) + "/signin").form("/signin")
                        : open("/find").form("/find");
        return Form.to(path).with("_csrf", shown.value("_csrf")).withAll(namesAndValues);
    }

    /** Sends something that no browser would. */
    public Page send(HttpRequest.Builder request) {
        try {
            var page = new Page(client.send(request.build(), BodyHandlers.ofString()), below);
            assertThat(page.leadsOut()).as("%s", page).isEmpty();
            return page;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The full address of a path, which may name the path of the site or leave it out. */
    public URI address(String path) {
        return site.resolve(path.startsWith("/") && !path.startsWith(below + '/') ? below + path : path);
    }

    /** A request for a path, to be completed and sent. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address(path)).header("Accept", "text/html,*/*;q=0.8");
    }

    /** The header with the cookies that it would send to a path. */
    public String cookieHeader(String path) {
        return cookies().stream()
                .filter(cookie -> path.startsWith(cookie.getPath()))
                .map(cookie -> cookie.getName() + '=' + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    /** Gives it a cookie that another browser got. */
    public void keep(String name, String value, String path) {
        var cookie = new HttpCookie(name, value);
        cookie.setPath(path);
        // As a server sets one; of the newer kind it would be sent in another form.
        cookie.setVersion(0);
        cookies.getCookieStore().add(site, cookie);
    }

    /** All cookies that it holds, for whatever path. */
    public List<HttpCookie> cookies() {
        return List.copyOf(cookies.getCookieStore().getCookies());
    }

    /** Takes it back to what it once held. */
    public void keepOnly(List<HttpCookie> once) {
        cookies.getCookieStore().removeAll();
        once.forEach(cookie -> cookies.getCookieStore().add(site, cookie));
    }
}
