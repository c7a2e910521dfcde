package org.sneakyklaus.support.settings;

import java.util.List;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;

/** Checks the log format before logging starts, which would fail with an unknown format. */
final class LogFormatCheck implements EnvironmentPostProcessor {

    /** @throws WrongSettings if Spring does not know the format; names all other invalid settings, too */
    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var variable = Variable.KLAUS_LOG_FORMAT;
        var format = environment.getProperty(variable.property(), "");
        if (!format.isBlank() && !variable.accepts(format)) {
            SettingsCheck.refuse(List.of(), environment);
        }
    }
}
