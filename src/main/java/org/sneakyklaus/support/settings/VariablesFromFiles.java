package org.sneakyklaus.support.settings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.sneakyklaus.support.settings.WrongSettings.Problem;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertyResolver;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.StringUtils;

/**
 * Lets every {@link Variable} be read from a file, {@code KLAUS_SECRET_KEY} from the one named by
 * {@code KLAUS_SECRET_KEY_FILE}, as container secrets are passed. Other names with that ending are ignored. Spring's
 * own {@code configtree:} imports whole folders, in which each file is named like a property; it has no variable that
 * names one file.
 */
final class VariablesFromFiles implements EnvironmentPostProcessor {

    private static final Pattern END_OF_LINE = Pattern.compile("[\r\n]+$");

    private static final int LONGEST = 64 * 1024;

    // Spring maps variables to property names only in a source whose name ends like this.
    private static final String NAME = "files-systemEnvironment";

    /**
     * @throws WrongSettings if one is set in both ways, or its file cannot be read; names all other invalid settings,
     *     too
     */
    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var problems = new ArrayList<Problem>();
        var values = new LinkedHashMap<String, Object>();
        for (var variable : Variable.values()) {
            try {
                values.putAll(fromFile(variable, environment));
            } catch (WrongSettings wrong) {
                problems.addAll(wrong.problems());
            }
        }
        if (!values.isEmpty()) {
            environment.getPropertySources().addFirst(new SystemEnvironmentPropertySource(NAME, values));
        }
        if (!problems.isEmpty()) {
            SettingsCheck.refuse(problems, environment);
        }
    }

    private static Map<String, Object> fromFile(Variable variable, PropertyResolver environment) {
        var file = environment.getProperty(variable.fileVariable());
        if (!StringUtils.hasText(file)) {
            return Map.of();
        }
        if (StringUtils.hasText(environment.getProperty(variable.name()))) {
            throw WrongSettings.inWords(
                    variable, variable + " and " + variable.fileVariable() + " are both set: leave one out");
        }
        return Map.of(variable.name(), PlainVariables.withoutPlaceholders(text(variable, file.strip())));
    }

    private static String text(Variable variable, String file) {
        try {
            var bytes = start(Path.of(file));
            if (bytes.length > LONGEST) {
                throw unusable(variable, file, "is longer than 64 KiB");
            }
            var decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            var text = END_OF_LINE.matcher(decoded).replaceFirst("");
            if (text.isBlank()) {
                throw unusable(variable, file, "is empty");
            }
            return text;
        } catch (NoSuchFileException e) {
            throw unusable(variable, file, "does not exist");
        } catch (AccessDeniedException e) {
            throw unusable(variable, file, "may not be read by the user that this runs as");
        } catch (CharacterCodingException e) {
            throw unusable(variable, file, "is not text in UTF-8");
        } catch (IOException | InvalidPathException e) {
            throw unusable(variable, file, "cannot be read");
        }
    }

    /** Reads at most one byte more than allowed, since a file may have no end. */
    private static byte[] start(Path file) throws IOException {
        try (var content = Files.newInputStream(file)) {
            return content.readNBytes(LONGEST + 1);
        }
    }

    private static WrongSettings unusable(Variable variable, String file, String problem) {
        return WrongSettings.inWords(
                variable,
                variable.fileVariable() + " must name a file that holds " + variable + ", for example /run/secrets/"
                        + variable.property() + "; " + shown(variable, file) + " " + problem);
    }

    /**
     * Returns how to name the path in a message: quotes it only if it may be shown, because it may be the secret
     * itself, by mistake.
     */
    private static String shown(Variable variable, String file) {
        return variable.maybeShown() || file.startsWith("/") ? '"' + file + '"' : "what it names";
    }
}
