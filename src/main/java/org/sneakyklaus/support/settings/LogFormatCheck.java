package org.sneakyklaus.support.settings;

import java.util.List;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;

/** Looks at the form of the log before there is a log, which could not be begun in a form that there is not. */
final class LogFormatCheck implements EnvironmentPostProcessor {

    /** @throws WrongSettings when the form is none that Spring knows; it names all else that is wrong as well */
    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var variable = Variable.KLAUS_LOG_FORMAT;
        var format = environment.getProperty(variable.property(), "");
        if (!format.isBlank() && !variable.accepts(format)) {
            SettingsCheck.refuse(List.of(), environment);
        }
    }
}
