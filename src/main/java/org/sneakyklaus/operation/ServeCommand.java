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

/** Starts the application, with its web server and its jobs. */
@Command(
        name = ServeCommand.NAME,
        description = "Serves until it is stopped; what is done without a command.",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

    static final String NAME = "serve";
    /** Instead of an exit code: the process stays. */
    static final int GOES_ON = -1;

    /** What Spring Boot makes of arguments: properties, and two switches. */
    private static final Pattern SETTING = Pattern.compile("--([^=\\s]+=.*|debug|trace)", Pattern.DOTALL);

    private final Class<?> application;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
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

    /** The arguments with this command's name in front, if it was left out. */
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
                .initializers(new StartSafety())
                .run(settings.toArray(String[]::new));
        // Half of what a start makes is of no use any more; in the container, the heap then shrinks by a third.
        System.gc();
        return GOES_ON;
    }

    /** Keeps out what is no setting. */
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
