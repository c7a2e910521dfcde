package org.sneakyklaus.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Site;

/** What a phone loads when somebody opens the link of an exchange for the first time. */
@IntegrationTest
@Tag("once")
class FirstLoadIT {

    private static final int PROMISED_BYTES = 60 * 1024;
    private static final Pattern STYLES_ADDRESS = Pattern.compile("url\\(\"([^\"]+)\"\\)");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Site site;

    FirstLoadIT(Site site) {
        this.site = site;
    }

    @Test
    void thePageToJoinIsLightAndItsFilesAreKeptForAYearUnderNamesOfTheirContent() throws Exception {
        var link = Gathering.open(site, site.setUp()).link();
        var page = load(site.address().resolve(link + "/register"));
        var files = filesOf(page);

        var bytes = headersOf(page) + page.body().length;
        for (var file : files) {
            var answer = load(file);
            bytes += headersOf(answer) + answer.body().length;
            assertThat(answer.statusCode()).as("%s", file).isEqualTo(200);
            assertThat(answer.headers().firstValue("Cache-Control")).contains("max-age=31536000");
            assertThat(file.getPath()).matches(".*-[0-9a-f]{32}\\.(css|js|json|png|svg)|/webjars/[a-z_]+/[0-9.]+/.*");
        }
        assertThat(files).hasSizeGreaterThan(5);
        assertThat(bytes).isLessThan(PROMISED_BYTES);
        System.out.printf("The page to join: %d bytes in %d answers%n", bytes, files.size() + 1);
    }

    @Test
    void whatIsTypedIsNeverCompressedBesideATokenAndRobotsAreAskedAgain() throws Exception {
        var page = load(site.address().resolve("/robots.txt"));
        assertThat(page.headers().firstValue("Cache-Control")).contains("max-age=3600");

        var link = Gathering.open(site, site.setUp()).link();
        var join = load(site.address().resolve(link + "/register"));
        assertThat(join.headers().firstValue("Content-Encoding")).isEmpty();
    }

    private List<URI> filesOf(HttpResponse<byte[]> page) throws IOException, InterruptedException {
        var document = Jsoup.parse(new String(page.body(), StandardCharsets.UTF_8));
        assertThat(document.select("script[src]:not([defer])"))
                .as("blocking scripts")
                .isEmpty();
        var files = new ArrayList<URI>();
        document.select("link[href], script[src], img[src]")
                .forEach(element -> files.add(
                        page.uri().resolve(element.hasAttr("href") ? element.attr("href") : element.attr("src"))));
        for (var style : List.copyOf(files)) {
            if (style.getPath().endsWith(".css")) {
                var text = load(style, "identity").body();
                STYLES_ADDRESS
                        .matcher(new String(text, StandardCharsets.UTF_8))
                        .results()
                        .map(found -> found.group(1))
                        .filter(file -> !file.startsWith("data:"))
                        .forEach(file -> files.add(style.resolve(file)));
            }
        }
        return files.stream().distinct().toList();
    }

    private HttpResponse<byte[]> load(URI address) throws IOException, InterruptedException {
        return load(address, "gzip");
    }

    private HttpResponse<byte[]> load(URI address, String encoding) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address).header("Accept-Encoding", encoding);
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static int headersOf(HttpResponse<?> answer) {
        return answer.headers().map().entrySet().stream()
                .flatMap(header -> header.getValue().stream().map(value -> header.getKey() + ": " + value + "\r\n"))
                .mapToInt(String::length)
                .sum();
    }
}
