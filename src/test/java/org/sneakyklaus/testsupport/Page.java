package org.sneakyklaus.testsupport;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;

/** What the site answered. */
public final class Page {

    private final HttpResponse<String> response;
    private final Document document;

    Page(HttpResponse<String> response) {
        this.response = response;
        this.document = Jsoup.parse(response.body());
    }

    public int status() {
        return response.statusCode();
    }

    /** The path that was asked for. */
    public String path() {
        return response.uri().getPath();
    }

    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** All headers, by their names in lower case. */
    public Map<String, List<String>> headers() {
        return response.headers().map();
    }

    /** The path that it leads on to, with its query; empty when it leads nowhere. */
    public String leadsTo() {
        var location = URI.create(header("Location"));
        return location.getRawQuery() == null ? location.getPath() : location.getPath() + '?' + location.getRawQuery();
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
        var rest = document.clone();
        rest.select(selector).remove();
        return rest.outerHtml();
    }

    /** The text that a reader sees. */
    public String text() {
        return document.body().text();
    }

    public String heading() {
        return document.select("h1").text();
    }

    /** The text of all that a selector finds. */
    public List<String> texts(String selector) {
        return document.select(selector).eachText();
    }

    public boolean has(String selector) {
        return document.selectFirst(selector) != null;
    }

    public String attribute(String selector, String name) {
        return requireNonNull(document.selectFirst(selector), () -> "no " + selector + " in " + text())
                .attr(name);
    }

    /** The form that is sent to a path with this end. */
    public Form form(String path) {
        return document.select("form[method=post]").stream()
                .filter(form -> action(form).endsWith(path))
                .findFirst()
                .map(form -> Form.of((FormElement) form))
                .orElseThrow(() -> new AssertionError("no form to " + path + " in " + status() + ": " + text()));
    }

    public boolean hasForm(String path) {
        return document.select("form[method=post]").stream()
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
        return document.select(".field-error").stream()
                .filter(error -> described.contains(error.id()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " points at no message"))
                .text();
    }

    private Element field(String path, String name) {
        return document.select("form[method=post]").stream()
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
