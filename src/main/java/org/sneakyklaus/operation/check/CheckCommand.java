package org.sneakyklaus.operation.check;

import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.flywaydb.core.api.FlywayException;
import org.sneakyklaus.operation.command.CommandContext;
import org.sneakyklaus.operation.command.FailureSummary;
import org.sneakyklaus.support.settings.WrongSettings;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.core.NestedRuntimeException;
import picocli.CommandLine.Command;

/** Checks whether everything the application needs is present and usable, whether or not it runs. */
@Command(
        name = "check",
        description = {
            "Checks configuration, data folder, database, secret key, email, webhooks and clock.",
            "Changes nothing in the database. Exits with 1 if it finds an error."
        },
        mixinStandardHelpOptions = true)
public final class CheckCommand implements Callable<Integer> {

    private static final List<Class<? extends Diagnostic>> DIAGNOSTICS = List.of(
            SettingsDiagnostic.class,
            FolderDiagnostic.class,
            DatabaseDiagnostic.class,
            KeyDiagnostic.class,
            MailDiagnostic.class,
            WebhooksDiagnostic.class,
            ClockDiagnostic.class);

    private final CommandContext application;
    private final PrintWriter output;

    public CheckCommand(CommandContext application, PrintWriter output) {
        this.application = application;
        this.output = output;
    }

    @Override
    public Integer call() {
        var hasErrors = false;
        try (var parts = application.open()) {
            for (var diagnostic : DIAGNOSTICS) {
                for (var finding : findings(parts.getAutowireCapableBeanFactory(), diagnostic)) {
                    output.println(finding);
                    hasErrors |= finding.isError();
                }
            }
        } catch (WrongSettings wrong) {
            // Without settings there is nothing to check.
            wrong.sentences().forEach(sentence -> output.println(Finding.error("configuration", sentence)));
            return 1;
        }
        return hasErrors ? 1 : 0;
    }

    private static List<Finding> findings(AutowireCapableBeanFactory parts, Class<? extends Diagnostic> type) {
        var subject = type.getSimpleName().replace("Diagnostic", "").toLowerCase(Locale.ROOT);
        try {
            return new ArrayList<>(parts.createBean(type).findings());
        } catch (NestedRuntimeException | FlywayException | IOException | SQLException e) {
            return List.of(Finding.error(subject, FailureSummary.of(e)));
        }
    }
}
