package org.sneakyklaus;

import org.sneakyklaus.operation.CommandLine;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the web application, or carries out the command that is its first argument. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class SneakyKlausApplication {

    public static void main(String[] args) {
        if (CommandLine.isCommand(args)) {
            CommandLine.run(SneakyKlausApplication.class);
        } else {
            SpringApplication.run(SneakyKlausApplication.class, args);
        }
    }
}
