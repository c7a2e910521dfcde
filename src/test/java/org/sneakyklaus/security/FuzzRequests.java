package org.sneakyklaus.security;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.sneakyklaus.security.Scene.Caller;

/** Requests that are nearly right: a route of the site with something wrong at any place. */
final class FuzzRequests {

    private static final List<String> METHODS =
            List.of("GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "get", "PROPFIND", "G=T");
    private static final List<String> FILES = List.of(
            "/css/base.css",
            "/js/enhance.js",
            "/robots.txt",
            "/webjars/",
            "/img/..%2f",
            "/.env",
            "/actuator/heapdump",
            "/WEB-INF/web.xml",
            "*",
            "");
    private static final List<String> NAMES = List.of(
            "name",
            "email",
            "to",
            "giftIdeas",
            "reminderEnabled",
            "confirm",
            "code",
            "password",
            "passwordConfirmation",
            "currentPassword",
            "remember-me",
            "description",
            "descriptionPublic",
            "budget",
            "maxParticipants",
            "registrationCloseDate",
            "exchangeDate",
            "timezone",
            "reminderDays",
            "locale",
            "organiserName",
            "organiserContact",
            "nameInMail",
            "rememberPairs",
            "drawOnClose",
            "theme",
            "leaveOut",
            "shown",
            "together",
            "partly",
            "leave",
            "people",
            "notWith",
            "participantA",
            "participantB",
            "mutual",
            "participants",
            "version",
            "series",
            "forget",
            "drawn",
            "withdrawal",
            "state",
            "delivery",
            "exchange",
            "participant",
            "q",
            "page",
            "job",
            "outcome",
            "done",
            "id",
            "_csrf",
            "_method",
            "form",
            "nothing");
    private static final List<String> ODD_NAMES =
            List.of("class.name", "name[0]", "a.b.c", "", "\u0000", "é", "!x", "_y");
    private static final List<String> TYPES = List.of(
            "application/json",
            "multipart/form-data",
            "multipart/form-data; boundary=x",
            "text/plain",
            "application/x-www-form-urlencoded; charset=utf-16",
            "application/x-www-form-urlencoded; charset=x",
            "nonsense",
            "*/*");
    private static final List<String> HEADERS = List.of(
            "Accept",
            "Accept-Language",
            "Accept-Encoding",
            "Accept-Charset",
            "Range",
            "If-Modified-Since",
            "If-None-Match",
            "Origin",
            "Referer",
            "User-Agent",
            "Cookie",
            "Authorization",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Proto",
            "X-Forwarded-Prefix",
            "Forwarded",
            "X-HTTP-Method-Override",
            "X-CSRF-TOKEN",
            "X-XSRF-TOKEN",
            "svix-id",
            "svix-timestamp",
            "svix-signature",
            "Content-Encoding",
            "Transfer-Encoding",
            "Content-Length",
            "Content-Type",
            "Upgrade",
            "Date",
            "Host",
            "X y");
    private static final List<String> HEADER_VALUES = List.of(
            "de",
            "*",
            "x;q=9",
            "xx-YY-zz-1",
            "bytes=0-1",
            "bytes=5-1",
            "bytes=-1,0-,-",
            "Wed, 99 Foo 2026",
            "\"x\"",
            "evil.test",
            "1.1.1.1",
            "https",
            "Bearer x",
            "Basic eA==",
            "klaus-admin=x.y; klaus-exchange=",
            "a=b; ;=;\"",
            "chunked",
            "gzip",
            "-1",
            "999999999999",
            "text/html;q=x",
            "application/json",
            "h2c",
            "\u00ff\u00fe");

    private final RandomGenerator random;
    private final Scene scene;
    private final String host;
    private final List<String> routes;
    private final List<String> values;
    private final Map<Caller, Map<String, String>> tokens = new EnumMap<>(Caller.class);

    FuzzRequests(RandomGenerator random, Scene scene, String host, Set<String> routes) {
        this.random = random;
        this.scene = scene;
        this.host = host;
        this.routes = List.copyOf(routes);
        this.values = values(scene);
        for (var caller : Caller.values()) {
            var browser = scene.browser(caller);
            tokens.put(
                    caller,
                    List.of("/admin", scene.path("/exchange/{slug}"), "/").stream()
                            .collect(Collectors.toMap(
                                    part -> part, part -> browser.formTo(part).value("_csrf"))));
        }
    }

    private static List<String> values(Scene scene) {
        return List.of(
                scene.path("{id}"),
                scene.path("{pid}"),
                scene.path("{eid}"),
                scene.slug(),
                scene.path("{name}"),
                Scene.NO_TOKEN,
                "dispatch_outbox",
                "",
                " ",
                "0",
                "1",
                "-1",
                "true",
                "false",
                "on",
                "abc",
                "1e9",
                "99999999999999999999",
                "2147483648",
                "-9223372036854775808",
                "\u0000",
                "\u0000\u0001\u001f",
                "\r\n",
                "\u202e\u200b\ufeff",
                "🎅🏽🎁",
                "\ud800",
                "ann@example.org",
                "eve@example.org",
                "a@b",
                "<a@b.c>",
                "a@b.c, d@e.f",
                "Eve <eve@example.org>",
                "Eve <eve@example.org>\nDan <dan@example.org>\n\n,,;",
                "2026-12-24T18:00",
                "+999999999-12-31T00:00",
                "2026-02-30T18:00",
                "Europe/Berlin",
                "+25:00",
                "7,1",
                "7,,x",
                "en",
                "xx",
                "COMPLETED",
                "FAILED",
                "<script>alert(1)</script>",
                "${7*7}",
                "' or 1=1 --",
                "%_\\",
                "../../etc/passwd",
                "..;/",
                "//evil.test",
                "{id}",
                "{0}",
                "%s%n",
                "x".repeat(121),
                "x".repeat(5_001),
                "x".repeat(70_000),
                "Family Christmas");
    }

    byte[] next() {
        var route = any(routes);
        var caller = any(List.of(Caller.values()));
        var post = random.nextInt(100) < 92 ? route.startsWith("POST") : random.nextBoolean();
        var method = random.nextInt(100) < 85 ? (post ? "POST" : "GET") : any(METHODS);
        var path = path(route);
        var target = path + (random.nextInt(10) < 3 ? '?' + form(caller, path, false) : "");
        var body = method.equals("GET") || (method.equals("HEAD") && random.nextInt(50) > 0)
                ? new byte[0]
                : bent(form(caller, path, true).getBytes(StandardCharsets.UTF_8), 10);
        var head = bent(
                (method + ' ' + target + version() + headers(caller, path, body) + "\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1),
                4);
        var request = new ByteArrayOutputStream();
        request.writeBytes(head);
        request.writeBytes(body);
        return request.toByteArray();
    }

    private String path(String route) {
        var chance = random.nextInt(100);
        if (chance < 4) {
            return any(FILES);
        }
        var pattern = route.substring(route.indexOf('/'));
        if (chance < 75) {
            return scene.path(pattern);
        }
        var path = pattern.replaceFirst("\\?.*", "");
        while (path.contains("{")) {
            var value = encoded(any(values));
            path = path.substring(0, path.indexOf('{'))
                    + (value.length() < 6_000 ? value : "x")
                    + path.substring(path.indexOf('}') + 1);
        }
        return chance < 95
                ? path
                : path + any(List.of("/", "/x", "//", ";a=b", ".json", "%2f", "/..", "/%2e%2e/", "#x", "%"));
    }

    private String form(Caller caller, String path, boolean withToken) {
        var fields = new StringBuilder();
        if (withToken && random.nextInt(100) < 85) {
            fields.append("_csrf=").append(encoded(token(caller, path)));
        }
        if (random.nextInt(100) < 60) {
            var all = scene.fields();
            for (var i = 0; i < all.length; i += 2) {
                var value = random.nextInt(100) < 85 ? all[i + 1] : any(values);
                fields.append('&').append(all[i]).append('=').append(encoded(value));
            }
        }
        for (var i = random.nextInt(withToken ? 12 : 4); i > 0; i--) {
            var value = any(values);
            fields.append('&')
                    .append(encoded(any(random.nextInt(100) == 0 ? ODD_NAMES : NAMES)))
                    .append('=')
                    .append(encoded(withToken || value.length() < 2_000 ? value : "x"));
        }
        return fields.toString();
    }

    private String token(Caller caller, String path) {
        return tokens.getOrDefault(caller, Map.of()).entrySet().stream()
                .filter(part -> path.startsWith(part.getKey()))
                .max(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .orElse("");
    }

    private String version() {
        return random.nextInt(200) == 0
                ? any(List.of(" HTTP/1.0\r\n", " HTTP/2.0\r\n", " HTTP/9\r\n", "\r\n", " \r\n"))
                : " HTTP/1.1\r\n";
    }

    private String headers(Caller caller, String path, byte[] body) {
        var headers = new StringBuilder("Host: " + host + "\r\nConnection: close\r\nCookie: ");
        headers.append(scene.browser(caller).cookies().stream()
                        .filter(cookie -> path.startsWith(cookie.getPath()))
                        .map(cookie -> cookie.getName() + '=' + cookie.getValue())
                        .collect(Collectors.joining("; ")))
                .append("\r\n");
        if (body.length > 0) {
            var type = random.nextInt(100) < 92 ? "application/x-www-form-urlencoded" : any(TYPES);
            headers.append("Content-Type: ").append(type).append("\r\nContent-Length: ");
            headers.append(random.nextInt(100) < 98 ? body.length : random.nextInt(400_000))
                    .append("\r\n");
        }
        if (random.nextInt(10) < 3) {
            for (var i = random.nextInt(4); i >= 0; i--) {
                headers.append(any(HEADERS))
                        .append(": ")
                        .append(any(HEADER_VALUES))
                        .append("\r\n");
            }
        }
        return headers.toString();
    }

    /** Now and then with some bytes changed, taken out or put in. */
    private byte[] bent(byte[] bytes, int percent) {
        if (bytes.length == 0 || random.nextInt(100) >= percent) {
            return bytes;
        }
        var bent = new ByteArrayOutputStream();
        var often = Math.max(8, bytes.length / 3);
        for (var one : bytes) {
            switch (random.nextInt(often)) {
                case 0 -> bent.write(random.nextInt(256));
                case 1 -> bent.write(one ^ (1 << random.nextInt(8)));
                case 2 -> bent.writeBytes(new byte[] {one, one});
                case 3 -> {
                    // left out
                }
                default -> bent.write(one);
            }
        }
        return bent.toByteArray();
    }

    private String encoded(String text) {
        return random.nextInt(500) == 0 ? "%zz%" : URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
