package org.sneakyklaus.testsupport;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.nodes.FormElement;

/** A form of a page, as it would be sent: with what stands in its fields, and with what a test types over it. */
public final class Form {

    private final String action;
    private final Map<String, List<String>> fields = new LinkedHashMap<>();

    private Form(String action) {
        this.action = action;
    }

    /** An empty form that is sent to a path. */
    static Form to(String action) {
        return new Form(action);
    }

    static Form of(FormElement element) {
        var form = new Form(element.attr("action"));
        element.formData()
                .forEach(pair -> form.fields
                        .computeIfAbsent(pair.key(), key -> new ArrayList<>())
                        .add(pair.value()));
        return form;
    }

    /** Types into a field, ticks a box, or chooses from a list; several values for boxes of the same name. */
    public Form with(String name, String... values) {
        fields.put(name, List.of(values));
        return this;
    }

    /** Takes a field out; unticks a box. */
    public Form without(String name) {
        fields.remove(name);
        return this;
    }

    /** Fields and values in turn. */
    Form withAll(String... namesAndValues) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.computeIfAbsent(namesAndValues[i], key -> new ArrayList<>()).add(namesAndValues[i + 1]);
        }
        return this;
    }

    /** What stands in a field. */
    public String value(String name) {
        return fields.getOrDefault(name, List.of("")).get(0);
    }

    String action() {
        return action;
    }

    /** Encoded as browsers do, with CRLF for every line break. */
    String body() {
        return fields.entrySet().stream()
                .flatMap(field -> field.getValue().stream().map(value -> encode(field.getKey()) + '=' + encode(value)))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text.replace("\r\n", "\n").replace("\n", "\r\n"), StandardCharsets.UTF_8);
    }
}
