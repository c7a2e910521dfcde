package org.sneakyklaus.support.settings;

import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Starts what reads the settings of the application, and nothing else of it. */
final class Start {

    @Configuration(proxyBeanMethods = false)
    @ConfigurationPropertiesScan("org.sneakyklaus")
    static class SettingsAlone {}

    private Start() {}

    /** @param variables the environment variables, all that there are */
    static Environment with(Map<String, ?> variables, String... arguments) {
        var environment = new StandardEnvironment();
        var name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
        environment
                .getPropertySources()
                .replace(name, new SystemEnvironmentPropertySource(name, Map.<String, Object>copyOf(variables)));
        var application = new SpringApplication(SettingsAlone.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setBannerMode(Banner.Mode.OFF);
        application.setEnvironment(environment);
        // As application.yml has it for the context of the web application.
        application.setDefaultProperties(
                Map.of("logging.level." + AnnotationConfigApplicationContext.class.getName(), "error"));
        application.run(arguments).close();
        return environment;
    }
}
