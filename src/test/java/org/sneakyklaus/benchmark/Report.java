package org.sneakyklaus.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The lines that a benchmark adds to the table of docs/measurements/performance.md: printed, and kept in a file of their
 * own under {@code target/benchmark}, beside {@code table.md} with the lines of all benchmarks that ran so far.
 */
public final class Report {

    private static final Path FOLDER = Path.of("target", "benchmark");
    private static final String HEAD =
            "| What | Ours | Beside it | Ratio | Target |\n| --- | --- | --- | --- | --- |\n";

    private final String name;
    private final List<String> lines = new ArrayList<>();

    /** @param name the file's, which begins with its place in the table */
    public Report(String name) {
        this.name = name;
    }

    /** A comparison with something bare. */
    Report line(String what, InTurn times, String target) {
        return line(
                what,
                Times.text(times.ours().median()),
                Times.text(times.bare().median()),
                String.format(Locale.ROOT, "%.1f ×", times.ratio()),
                target);
    }

    /** A figure without a ratio; an empty text for what there is not. */
    public Report line(String what, String ours, String beside, String target) {
        return line(what, ours, beside, "", target);
    }

    /** A comparison that is no time. */
    public Report line(String what, String ours, String beside, String ratio, String target) {
        lines.add("| " + String.join(" | ", what, ours, beside, ratio, target) + " |");
        return this;
    }

    public void write() {
        try {
            Files.createDirectories(FOLDER);
            Files.write(FOLDER.resolve(name + ".md"), lines);
            Files.writeString(FOLDER.resolve("table.md"), HEAD + all());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.out.println(HEAD + String.join("\n", lines));
    }

    private static String all() throws IOException {
        try (var files = Files.newDirectoryStream(FOLDER, "[0-9]*.md")) {
            var paths = new ArrayList<Path>();
            files.forEach(paths::add);
            var all = new StringBuilder();
            for (var path : paths.stream().sorted().toList()) {
                all.append(Files.readString(path));
            }
            return all.toString();
        }
    }
}
