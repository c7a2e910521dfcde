package org.sneakyklaus;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the web application. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class SneakyKlausApplication {

    public static void main(String[] args) {
        SpringApplication.run(SneakyKlausApplication.class, args);
    }
}
