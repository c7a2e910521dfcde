package org.sneakyklaus.operation.move;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.sneakyklaus.operation.command.FailureSummary;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.support.SecretKey;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.mock.env.MockEnvironment;

/** What the command does once it has its settings, without the process around it. */
public final class MoveInProcess {

    private MoveInProcess() {}

    /** Moves everything, and returns what the command says where it cannot, before it ends with the exit code 1. */
    public static Optional<String> refusal(Path data, String url, String key) throws IOException {
        var properties = new AppProperties(URI.create("http://localhost"), data, key);
        var target = new DriverManagerDataSource(url);
        try {
            new Move(
                            data,
                            target,
                            SecretKey.find(properties, new MockEnvironment()).orElseThrow())
                    .everything();
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(FailureSummary.of(e));
        }
    }
}
