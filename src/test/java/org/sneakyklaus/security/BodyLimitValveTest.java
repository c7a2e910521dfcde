package org.sneakyklaus.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.tomcat.autoconfigure.TomcatServerProperties;

/** A real server with room for one long body. */
@SuppressWarnings("NullAway.Init")
class BodyLimitValveTest {

    private static final int LONG = 200 * 1024;

    private final Tomcat server = new Tomcat();
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch answered = new CountDownLatch(1);
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        server.setBaseDir(folder.toString());
        server.setPort(0);
        var context = server.addContext("", folder.toString());
        context.getPipeline().addValve(new BodyLimitValve(new TomcatServerProperties(), Clock.systemUTC(), LONG));
        Tomcat.addServlet(context, "form", new HttpServlet() {
                    @Override
                    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
                        if (request.getServletPath().equals("/slow")) {
                            arrived.countDown();
                            await(answered);
                        }
                        response.getWriter().print(request.getParameter("name").length());
                    }
                })
                .addMapping("/");
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        answered.countDown();
        server.stop();
        server.destroy();
    }

    @Test
    void longBodiesTogetherDoNotFillTheMemory() throws Exception {
        var first = client.sendAsync(post("/slow", LONG), BodyHandlers.ofString());
        await(arrived);

        assertThat(client.send(post("/", LONG), BodyHandlers.ofString()).statusCode())
                .isEqualTo(503);
        assertThat(client.send(post("/", 10_000), BodyHandlers.ofString()).body())
                .as("a form of the usual length")
                .isEqualTo("10000");

        answered.countDown();
        assertThat(first.get(1, TimeUnit.MINUTES).body()).isEqualTo("" + LONG);
        assertThat(client.send(post("/", LONG), BodyHandlers.ofString()).body()).isEqualTo("" + LONG);
    }

    private HttpRequest post(String path, int length) {
        return HttpRequest.newBuilder(
                        URI.create("http://localhost:" + server.getConnector().getLocalPort() + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("name=" + "x".repeat(length)))
                .build();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
