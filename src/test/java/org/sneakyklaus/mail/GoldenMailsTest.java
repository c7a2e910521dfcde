package org.sneakyklaus.mail;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.sneakyklaus.outbox.transport.MailMessage;

/**
 * Compares every e-mail with a file that somebody has read. Whoever changes one on purpose has the files written anew,
 * by {@code mvn test -Dtest=GoldenMailsTest -Dklaus.mail.golden=write}, and reads what is different.
 */
class GoldenMailsTest {

    private static final Path FOLDER = Path.of("src/test/resources/mail/en");
    private static final boolean WRITE = "write".equals(System.getProperty("klaus.mail.golden"));
    private static final Map<String, MailMessage> SAMPLES = MailSamples.all();
    static final Iterable<String> NAMES = SAMPLES.keySet();

    @ParameterizedTest
    @FieldSource("NAMES")
    void everyMailReadsAsItWasReviewed(String name) throws IOException {
        var message = requireNonNull(SAMPLES.get(name));

        compare(name + ".txt", headers(message) + "\n" + message.text());
        compare(name + ".html", message.html());
    }

    @Test
    void thereIsNoFileOfAMailThatIsNoMore() throws IOException {
        var wanted = new TreeSet<String>();
        SAMPLES.keySet().forEach(name -> wanted.addAll(List.of(name + ".txt", name + ".html")));

        try (var files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(wanted);
        }
    }

    private static String headers(MailMessage message) {
        var name = message.toName().isEmpty() ? message.to() : message.toName() + " <" + message.to() + ">";
        var stop = message.unsubscribe() == null ? "" : "List-Unsubscribe: <" + message.unsubscribe() + ">\n";
        return "To: " + name + "\nSubject: " + message.subject() + "\n" + stop;
    }

    private static void compare(String file, String text) throws IOException {
        if (WRITE) {
            Files.createDirectories(FOLDER);
            Files.writeString(FOLDER.resolve(file), text);
        }
        assertThat(text)
                .as("%s; if this is on purpose: mvn test -Dtest=GoldenMailsTest -Dklaus.mail.golden=write", file)
                .isEqualTo(read(file));
    }

    private static String read(String file) throws IOException {
        try {
            return Files.readString(FOLDER.resolve(file));
        } catch (NoSuchFileException e) {
            return "";
        }
    }
}
