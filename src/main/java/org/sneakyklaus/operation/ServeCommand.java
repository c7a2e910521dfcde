package org.sneakyklaus.operation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.sneakyklaus.database.StartSafety;
import org.springframework.boot.builder.SpringApplicationBuilder;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Starts the application, with its web server and jobs. */
@Command(
        name = ServeCommand.NAME,
        description = "Serves until stopped. The default without a command.",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

    static final String NAME = "serve";
    /** Instead of an exit code: the process keeps running. */
    static final int GOES_ON = -1;

    /** The arguments Spring Boot understands: properties, and two switches. */
    private static final Pattern SETTING = Pattern.compile("--([^=\\s]+=.*|debug|trace)", Pattern.DOTALL);

    private final Class<?> application;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(
            paramLabel = "--NAME=VALUE",
            arity = "0..*",
            converter = Setting.class,
            description = "Settings of the application, for example --server.port=9000.")
    private List<String> settings = List.of();

    ServeCommand(Class<?> application) {
        this.application = application;
    }

    /** Returns the arguments with this command's name in front, if it was omitted. */
    static String[] withName(String... arguments) {
        if (arguments.length > 0 && !SETTING.matcher(arguments[0]).matches()) {
            return arguments;
        }
        var named = new ArrayList<>(List.of(NAME));
        named.addAll(Arrays.asList(arguments));
        return named.toArray(String[]::new);
    }

    @Override
    public Integer call() {
        var missing = LeastRoom.memoryMissing();
        if (missing.isPresent()) {
            spec.commandLine().getErr().println(missing.get());
            return CommandLine.ExitCode.SOFTWARE;
        }
        new SpringApplicationBuilder(application)
                .listeners(new PreparedStart(application))
                .initializers(new StartSafety())
                .run(settings.toArray(String[]::new));
        // Half of the objects of a start are garbage now; in the container, the heap then shrinks by a third.
        System.gc();
        return GOES_ON;
    }

    /** Rejects arguments that are not settings. */
    static final class Setting implements ITypeConverter<String> {

        @Override
        public String convert(String argument) {
            if (SETTING.matcher(argument).matches()) {
                return argument;
            }
            throw new TypeConversionException("'" + argument + "' is neither an option nor a setting --NAME=VALUE");
        }
    }
}
