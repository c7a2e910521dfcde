package org.sneakyklaus.testsupport;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;
import org.jspecify.annotations.Nullable;

/** What the site answered. */
public final class Page {

    private static final Pattern COOKIE_PATH = Pattern.compile(";\\s*Path=([^;]*)", Pattern.CASE_INSENSITIVE);

    private final HttpResponse<String> response;
    private final String below;
    private @Nullable Document parsed;

    /** @param below the path that the site is below, without a slash at its end */
    Page(HttpResponse<String> response, String below) {
        this.response = response;
        this.below = below;
    }

    private Document document() {
        var document = parsed;
        if (document == null) {
            document = Jsoup.parse(response.body());
            parsed = document;
        }
        return document;
    }

    public int status() {
        return response.statusCode();
    }

    /** The path that was asked for, within the site. */
    public String path() {
        return within(response.uri().getPath());
    }

    private String within(String path) {
        return isOutside(path) ? path : path.substring(below.length());
    }

    private boolean isOutside(String path) {
        return (!path.equals(below) && !path.startsWith(below + '/'))
                || (!below.isEmpty() && path.startsWith(below + below + '/'));
    }

    /** Whatever of it, or of its headers, names a path of the host that is not the site's. */
    List<String> leadsOut() {
        var site = response.uri().resolve("/").toString();
        // At the root nothing is outside, and most pages need not be parsed.
        var elements = below.isEmpty() ? List.<Element>of() : document().getAllElements();
        var attributes = elements.stream()
                .flatMap(element -> element.attributes().asList().stream())
                // of a field, whose value the site reads itself
                .filter(attribute -> !attribute.getKey().equals("value"))
                .map(Attribute::getValue)
                .map(value -> value.startsWith(site) ? value.substring(site.length() - 1) : value)
                .filter(value -> value.startsWith("/"));
        var cookies = response.headers().allValues("Set-Cookie").stream()
                .map(COOKIE_PATH::matcher)
                .map(path -> path.find() ? path.group(1) : "no path");
        var location =
                response.headers().firstValue("Location").map(URI::create).map(URI::getPath);
        return Stream.of(attributes, cookies, location.stream())
                .flatMap(found -> found)
                .map(found -> found.replaceFirst("[?#].*", ""))
                .filter(this::isOutside)
                .toList();
    }

    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** All headers, by their names in lower case. */
    public Map<String, List<String>> headers() {
        return response.headers().map();
    }

    /** The path within the site that it leads on to, with its query; empty when it leads nowhere. */
    public String leadsTo() {
        var location = URI.create(header("Location"));
        var path = within(location.getPath());
        return location.getRawQuery() == null ? path : path + '?' + location.getRawQuery();
    }

    /** The names of the cookies that it sets or takes away. */
    public List<String> cookies() {
        return response.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.substring(0, cookie.indexOf('=')))
                .toList();
    }

    /** The page as it was sent. */
    public String source() {
        return response.body();
    }

    /** The source but for the elements that this selects. */
    public String sourceWithout(String selector) {
        var rest = document().clone();
        rest.select(selector).remove();
        return rest.outerHtml();
    }

    /** The text that a reader sees. */
    public String text() {
        return document().body().text();
    }

    public String heading() {
        return document().select("h1").text();
    }

    /** The text of all that a selector finds. */
    public List<String> texts(String selector) {
        return document().select(selector).eachText();
    }

    public boolean has(String selector) {
        return document().selectFirst(selector) != null;
    }

    public String attribute(String selector, String name) {
        return requireNonNull(document().selectFirst(selector), () -> "no " + selector + " in " + text())
                .attr(name);
    }

    /** The form that is sent to a path with this end. */
    public Form form(String path) {
        return document().select("form[method=post]").stream()
                .filter(form -> action(form).endsWith(path))
                .findFirst()
                .map(form -> Form.of((FormElement) form))
                .orElseThrow(() -> new AssertionError("no form to " + path + " in " + status() + ": " + text()));
    }

    public boolean hasForm(String path) {
        return document().select("form[method=post]").stream()
                .anyMatch(form -> action(form).endsWith(path));
    }

    /** What stands in a field of the form that is sent to a path with this end; of a box, whether it is ticked. */
    public String value(String path, String name) {
        var field = field(path, name);
        return switch (field.normalName()) {
            case "textarea" -> field.wholeText();
            case "select" ->
                requireNonNull(field.selectFirst("option[selected]"), () -> name + " has no choice")
                        .attr("value");
            default -> field.attr("type").equals("checkbox") ? String.valueOf(field.hasAttr("checked")) : field.val();
        };
    }

    /** What the page says is wrong with a field; the field itself must be marked, and point at it. */
    public String errorAt(String path, String name) {
        var field = field(path, name);
        assertThat(field.attr("aria-invalid"))
                .as("%s is marked in %s", name, text())
                .isEqualTo("true");
        var described = List.of(field.attr("aria-describedby").split(" ", -1));
        return document().select(".field-error").stream()
                .filter(error -> described.contains(error.id()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " points at no message"))
                .text();
    }

    private Element field(String path, String name) {
        return document().select("form[method=post]").stream()
                .filter(form -> action(form).endsWith(path))
                .flatMap(form -> form.select("[name=" + name + "]").stream())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no field " + name + " for " + path + " in " + text()));
    }

    private static String action(Element form) {
        return URI.create(form.attr("action")).getPath();
    }

    @Override
    public String toString() {
        return status() + " " + path() + " " + header("Location") + ": " + text();
    }
}
