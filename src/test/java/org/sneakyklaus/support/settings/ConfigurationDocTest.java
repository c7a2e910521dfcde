package org.sneakyklaus.support.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.util.StringUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The tables of docs/configuration.md are made from what the settings themselves say: the Javadoc of the records that
 * hold them, by way of their metadata, and the defaults of application.yml. The page says which variable stands in which
 * table, and everything between the tables.
 */
class ConfigurationDocTest {

    private static final Path PAGE = Path.of("docs", "configuration.md");
    private static final Path METADATA = Path.of("target", "classes", "META-INF", "spring-configuration-metadata.json");
    private static final Path SETTINGS = Path.of("src", "main", "resources", "application.yml");

    private static final Pattern TABLE =
            Pattern.compile("<!-- variables: (?<names>[A-Z_ \\n]+) -->\\n.*?<!-- end -->", Pattern.DOTALL);
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(?<name>[A-Z_]+):(?<default>.*)}");
    private static final Pattern NAME = Pattern.compile("\\b[A-Z]+_[A-Z_]+\\b");
    /** What an operator does not set: taken from a variable of Spring's, and the map of the limits, of which each is one. */
    private static final List<String> NO_VARIABLES = List.of("klaus.smtp-host", "klaus.limits");

    private final Map<String, JsonNode> metadata = metadata();
    private final Map<String, MatchResult> placeholders = placeholders();

    ConfigurationDocTest() throws IOException {}

    @Test
    void thePageHasTheTablesThatTheSettingsMake() throws IOException {
        var page = Files.readString(PAGE);
        var made = TABLE.matcher(page).replaceAll(found -> Matcher.quoteReplacement(table(found)));
        if (System.getProperty("update.docs") != null) {
            Files.writeString(PAGE, made);
        }
        assertThat(Files.readString(PAGE))
                .as("written anew by ./mvnw test -Dtest=ConfigurationDocTest -Dupdate.docs")
                .isEqualTo(made);
    }

    @Test
    void everyVariableStandsInOneTable() throws IOException {
        var page = Files.readString(PAGE);

        assertThat(TABLE.matcher(page).results().flatMap(ConfigurationDocTest::variables))
                .containsExactlyInAnyOrder(Variable.values());
    }

    @Test
    void everySettingHasAVariable() {
        var ours = metadata.keySet().stream().filter(name -> name.startsWith("klaus."));

        assertThat(Stream.concat(ours, placeholders.keySet().stream()).distinct())
                .hasSizeGreaterThan(20)
                .filteredOn(name -> !NO_VARIABLES.contains(name))
                .isSubsetOf(Stream.of(Variable.values()).map(Variable::property).toList());
    }

    @Test
    void applicationYmlReadsEveryVariableOfOurs() {
        assertThat(Variable.values())
                .filteredOn(variable -> !variable.name().matches("(SPRING|SERVER)_.*"))
                .allSatisfy(variable -> assertThat(placeholders)
                        .hasEntrySatisfying(
                                variable.property(),
                                placeholder -> assertThat(placeholder.group(1)).isEqualTo(variable.name())));
    }

    private String table(MatchResult found) {
        return "<!-- variables: " + found.group(1) + " -->\n"
                + "| Variable | Default | Example | Meaning |\n| --- | --- | --- | --- |\n"
                + variables(found).map(this::row).collect(Collectors.joining())
                + "<!-- end -->";
    }

    private String row(Variable variable) {
        return "| `%s` | %s | %s | %s |\n"
                .formatted(variable, code(defaultOf(variable)), code(exampleOf(variable)), meaning(variable));
    }

    private String defaultOf(Variable variable) {
        var placeholder = placeholders.get(variable.property());
        return placeholder == null
                ? described(variable).path("defaultValue").asString("")
                : placeholder.group(2).replace("${server.port}", "${PORT}");
    }

    private String exampleOf(Variable variable) {
        return variable.example().equals(defaultOf(variable)) ? "" : variable.example();
    }

    private String meaning(Variable variable) {
        var text = described(variable).path("description").asString("");
        assertThat(text).as("the description of %s", variable.property()).isNotBlank();
        return NAME.matcher(StringUtils.capitalize(text.replaceAll("\\.$", "")))
                .replaceAll("`$0`")
                .replace("|", "\\|");
    }

    private JsonNode described(Variable variable) {
        return Objects.requireNonNull(metadata.get(variable.property()), () -> "Nothing describes " + variable);
    }

    private static String code(String text) {
        return text.isEmpty()
                ? "–"
                : text.startsWith("the output of: ") ? text.replaceFirst(": (.*)", " `$1`") : "`" + text + "`";
    }

    private static Stream<Variable> variables(MatchResult table) {
        return Stream.of(table.group(1).strip().split("\\s+", -1)).map(Variable::valueOf);
    }

    private static Map<String, JsonNode> metadata() throws IOException {
        var found = new TreeMap<String, JsonNode>();
        for (var property :
                new JsonMapper().readTree(Files.readString(METADATA)).path("properties")) {
            found.put(property.path("name").asString(""), property);
        }
        return found;
    }

    private static Map<String, MatchResult> placeholders() throws IOException {
        var settings = (EnumerablePropertySource<?>) new YamlPropertySourceLoader()
                .load("settings", new FileSystemResource(SETTINGS))
                .get(0);
        var found = new TreeMap<String, MatchResult>();
        for (var name : settings.getPropertyNames()) {
            var matcher = PLACEHOLDER.matcher(String.valueOf(settings.getProperty(name)));
            if (matcher.matches()) {
                found.put(name, matcher.toMatchResult());
            }
        }
        return found;
    }
}
