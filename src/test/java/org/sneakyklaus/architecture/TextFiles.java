package org.sneakyklaus.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The files of this repository, as text. */
final class TextFiles {

    private TextFiles() {}

    /** Returns the files in a folder and below whose names end in one of these ways, in order. */
    static Stream<Path> in(Path folder, String... endings) {
        try (var files = Files.walk(folder)) {
            return files
                    .filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Path> in(String folder, String... endings) {
        return in(Path.of(folder), endings);
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
