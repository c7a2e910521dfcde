package org.sneakyklaus.testsupport;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A real nginx in front of a site, which writes into its log what each answer weighed. */
public final class Nginx implements AutoCloseable {

    private static final Path DEBIAN_NGINX = Path.of("/usr/sbin/nginx");

    private static final String SETTINGS = """
            daemon off;
            master_process off;
            pid nginx.pid;
            error_log error.log;
            events {}
            http {
                log_format sizes '$request_method $uri $status $http_accept_language $body_bytes_sent+$bytes_sent';
                access_log access.log sizes;
                client_body_temp_path body;
                proxy_temp_path proxied;
                fastcgi_temp_path fastcgi;
                uwsgi_temp_path uwsgi;
                scgi_temp_path scgi;
                server {
                    listen 127.0.0.1:%d;
                    gzip %s;
                    gzip_proxied any;
                    gzip_min_length 1;
                    location / {
                        proxy_pass %s;
                        proxy_http_version 1.1;
                        proxy_set_header Connection "";
                        proxy_set_header Host $host;
                        %s
                    }
                }
            }
            """;

    private final Path folder;
    private final URI address;
    private final Process process;
    private int marks;

    /**
     * Starts it, and waits until it serves. Where there is none, the test is skipped on a developer's machine and fails
     * under CI.
     *
     * @param gzip whether it compresses what the site sends
     * @param more further lines of its settings, for what is passed on
     */
    public Nginx(URI site, boolean gzip, String more) {
        this(URI.create("http://localhost:" + FreePort.find()), site, gzip, more);
    }

    /** @param address where it serves; if it has a path, so has the site, to which that is passed on unchanged */
    public Nginx(URI address, URI site, boolean gzip, String more) {
        Assumptions.assumeTrue(Files.isExecutable(DEBIAN_NGINX) || System.getenv("CI") != null, "no nginx here");
        this.folder = Installation.newFolder().toAbsolutePath();
        this.address = address;
        var settings = SETTINGS.formatted(address.getPort(), gzip ? "on" : "off", site, more);
        try {
            var file = Files.writeString(folder.resolve("nginx.conf"), settings);
            this.process = new ProcessBuilder(DEBIAN_NGINX.toString(), "-p", folder.toString(), "-c", file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("output.log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await().until(() -> new Browser(address).answersAt("/robots.txt"));
    }

    public URI address() {
        return address;
    }

    /** What it wrote so far, a line for each answer: method, path, status, language, bytes without and with headers. */
    public List<String> log() {
        var last = "/robots.txt/" + marks++;
        new Browser(address).open(last);
        // Lines come in turn, but some time after the answer.
        await().until(() -> lines().stream().anyMatch(line -> line.contains(last)));
        return lines().stream().filter(line -> !line.contains("/robots.txt")).toList();
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(folder.resolve("access.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
