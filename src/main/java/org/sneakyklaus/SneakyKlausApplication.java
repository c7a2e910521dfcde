package org.sneakyklaus;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import org.sneakyklaus.operation.Commands;
import org.sneakyklaus.operation.LeastRoom;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.aot.AbstractAotProcessor;

/** Serves, or carries out the command that is its first argument. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class SneakyKlausApplication {

    public static void main(String[] args) {
        if (Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING)) {
            SpringApplication.run(SneakyKlausApplication.class, args);
            return;
        }
        var missing = LeastRoom.filesMissing();
        if (missing.isPresent()) {
            new PrintWriter(new FileOutputStream(FileDescriptor.err), true, Charset.defaultCharset())
                    .println(missing.get());
            System.exit(1);
        }
        Commands.run(SneakyKlausApplication.class, args);
    }
}
