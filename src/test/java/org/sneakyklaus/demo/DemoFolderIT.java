package org.sneakyklaus.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.RunningSite;

/** A demo never begins where another site is, nor another site where a demo was. */
@Tag("once")
class DemoFolderIT {

    private static final String DEMO = "klaus.demo=true";

    @Test
    void aSiteThatIsNoDemoIsLeftUntouched() throws IOException {
        var data = RunningSite.newFolder();
        try (var real = new RunningSite(data)) {
            var admin = real.site().setUp();
            Gathering.open(real.site(), admin).with("Ann");
            real.site().mail().deliver();
            assertThat(admin.open("/admin").text()).doesNotContain("This is a demo");
        }
        var before = files(data);

        assertRefused("holds a site that is no demo", data, DEMO);

        assertThat(files(data)).isEqualTo(before);
        try (var real = new RunningSite(data)) {
            assertThat(real.site().column("select name from participant")).containsExactly("Ann");
        }
    }

    @Test
    void aDemoGoesOnAsOneAndIsServedAsNothingElse() {
        var data = RunningSite.newFolder();
        try (var demo = new RunningSite(data, DEMO)) {
            demo.site().change("delete from exchange");
        }

        try (var again = new RunningSite(data, DEMO)) {
            assertThat(again.site().count("exchange")).isEqualTo(3);
        }
        assertRefused("whose password everyone knows", data);
    }

    @Test
    void aFolderWithOtherThingsIsRefused() throws IOException {
        var data = RunningSite.newFolder();
        Files.createDirectory(data.resolve("mail"));

        assertRefused("is neither empty nor that of a demo", data, DEMO);
    }

    @Test
    void postgresqlIsRefused() {
        assertRefused(
                "KLAUS_DEMO works with SQLite only",
                RunningSite.newFolder(),
                DEMO,
                "spring.datasource.url=jdbc:postgresql://localhost/none",
                "klaus.secret-key=bm90IGEgc2VjcmV0LCBmb3IgdGVzdHMgb25seSAuLi4=");
    }

    @SuppressWarnings("resource") // it does not start
    private static void assertRefused(String why, Path data, String... settings) {
        assertThatThrownBy(() -> new RunningSite(data, settings))
                .message()
                .contains(why)
                .hasLineCount(1);
    }

    private static Map<String, String> files(Path data) throws IOException {
        var contents = new TreeMap<String, String>();
        try (var files = Files.walk(data)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                contents.put(file.toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
            }
        }
        return contents;
    }
}
