package org.sneakyklaus.reliability;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.InternetHeaders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.sneakyklaus.outbox.transport.MailListener;
import org.sneakyklaus.outbox.transport.ResendServer;
import org.sneakyklaus.outbox.transport.ScriptedSmtpServer;

/** Where the process sends its e-mails: a server of the test. */
interface MailProvider extends AutoCloseable {

    /**
     * An e-mail that was taken.
     *
     * @param key the random part of its Message-ID
     */
    record Taken(String key, String to) {}

    /** How many e-mails a second a process may send in these tests: as many as any may. */
    String RATE = "1000";

    /** What a process must be told to send there. */
    Map<String, String> settings();

    void tell(MailListener listener);

    /** Every e-mail that leaves from there, in order. */
    List<Taken> taken();

    /** How often one was handed over that had been taken before. */
    int repeated();

    @Override
    void close() throws IOException;

    static MailProvider resend() {
        return new Resend(new ResendServer());
    }

    static MailProvider smtp() {
        return smtp(new ScriptedSmtpServer());
    }

    static MailProvider smtp(ScriptedSmtpServer server) {
        return new Smtp(server);
    }

    record Resend(ResendServer server) implements MailProvider {

        private static final Pattern TO = Pattern.compile("\"to\":\\[?\"(?:[^\"]*<)?([^\">]+)>?\"");

        @Override
        public Map<String, String> settings() {
            return Map.of(
                    "KLAUS_MAIL",
                    "resend",
                    "KLAUS_MAIL_FROM",
                    "klaus@example.org",
                    "KLAUS_MAIL_RATE",
                    RATE,
                    "RESEND_API_KEY",
                    ResendServer.KEY,
                    "RESEND_BASE_URL",
                    server.url().toString());
        }

        @Override
        public void tell(MailListener listener) {
            server.tell(listener);
        }

        @Override
        public List<Taken> taken() {
            return server.accepted().stream()
                    .map(mail -> new Taken(mail.key(), to(mail.body())))
                    .toList();
        }

        @Override
        public int repeated() {
            return server.repeated();
        }

        private static String to(String body) {
            var to = TO.matcher(body);
            if (!to.find()) {
                throw new AssertionError(body);
            }
            return to.group(1);
        }

        @Override
        public void close() {
            server.close();
        }
    }

    record Smtp(ScriptedSmtpServer server) implements MailProvider {

        @Override
        public Map<String, String> settings() {
            return Map.of(
                    "KLAUS_MAIL",
                    "smtp",
                    "KLAUS_MAIL_FROM",
                    "klaus@example.org",
                    "KLAUS_MAIL_RATE",
                    RATE,
                    "SPRING_MAIL_HOST",
                    "127.0.0.1",
                    "SPRING_MAIL_PORT",
                    String.valueOf(server.port()));
        }

        @Override
        public void tell(MailListener listener) {
            server.tell(listener);
        }

        @Override
        public List<Taken> taken() {
            return server.taken().stream().map(Smtp::read).toList();
        }

        @Override
        public int repeated() {
            var taken = taken();
            return (int) (taken.size() - taken.stream().distinct().count());
        }

        private static Taken read(String mail) {
            try {
                var headers =
                        new InternetHeaders(new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8)), true);
                var id = headers.getHeader("Message-ID", "");
                return new Taken(
                        id.substring(1, id.indexOf('@')),
                        new InternetAddress(headers.getHeader("To", "")).getAddress());
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
