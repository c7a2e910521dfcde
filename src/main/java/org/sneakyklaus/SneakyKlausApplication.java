package org.sneakyklaus;

import org.sneakyklaus.operation.Commands;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Serves, or carries out the command that is its first argument. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class SneakyKlausApplication {

    public static void main(String[] args) {
        Commands.run(SneakyKlausApplication.class, args);
    }
}
