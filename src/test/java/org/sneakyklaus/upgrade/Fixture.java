package org.sneakyklaus.upgrade;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The database of one release, packed, with its key and the facts about it. */
record Fixture(Path folder) {

    private static final Path RELEASED = Path.of("src", "test", "resources", "released");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /**
     * What was the case when it was made.
     *
     * @param seen what was shown, as {@link Seen} finds it
     * @param kept what people had, such as links and cookies, by names that {@link Story} gives
     */
    record Facts(SortedMap<String, String> seen, SortedMap<String, String> kept) {}

    /** One line of its history. */
    record Migration(String version, String script, int checksum) {}

    /** That of every release. */
    static List<Fixture> released() {
        try (var folders = Files.list(RELEASED)) {
            return folders.sorted().map(Fixture::new).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Packs a database that nobody uses at the moment. */
    void pack(Path database, String key, Facts facts) throws IOException {
        Files.createDirectories(folder);
        try (var packed = new GZIPOutputStream(Files.newOutputStream(database()))) {
            Files.copy(database, packed);
        }
        Files.writeString(folder.resolve("secret.key"), key.strip() + '\n');
        Files.writeString(folder.resolve("facts.json"), JSON.writeValueAsString(facts) + '\n');
    }

    /** Unpacks the database into a data folder, and puts the key beside it; returns the file of the database. */
    Path unpack(Path data) throws IOException {
        var file = data.resolve("klaus.db");
        try (var packed = new GZIPInputStream(Files.newInputStream(database()))) {
            Files.copy(packed, file);
        }
        Files.copy(folder.resolve("secret.key"), data.resolve("secret.key"));
        return file;
    }

    Facts facts() throws IOException {
        return JSON.readValue(Files.readString(folder.resolve("facts.json")), Facts.class);
    }

    String key() throws IOException {
        return Files.readString(folder.resolve("secret.key")).strip();
    }

    /** The migrations that had made an unpacked database what it is, in their order. */
    static List<Migration> migrations(Path database) {
        return on(database)
                .query(
                        "SELECT version, script, checksum FROM flyway_schema_history ORDER BY installed_rank",
                        (row, number) -> new Migration(row.getString(1), row.getString(2), row.getInt(3)));
    }

    /** An unpacked database. */
    static JdbcTemplate on(Path database) {
        return new JdbcTemplate(new DriverManagerDataSource("jdbc:sqlite:" + database));
    }

    private Path database() {
        return folder.resolve("klaus.db.gz");
    }

    @Override
    public String toString() {
        return folder.getFileName().toString();
    }
}
