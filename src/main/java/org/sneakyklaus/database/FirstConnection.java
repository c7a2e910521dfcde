package org.sneakyklaus.database;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.support.settings.Variable;
import org.sneakyklaus.support.settings.WrongSettings;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;

/** A look whether PostgreSQL lets this installation in, before the pool does it, which would tell a stack trace. */
final class FirstConnection {

    private static final String SECONDS_TO_LOG_IN = "10";

    private FirstConnection() {}

    /** @throws WrongSettings that says which setting to look at; it quotes neither URL nor password */
    static void check(DataSourceProperties properties) {
        var login = new Properties();
        login.setProperty("loginTimeout", SECONDS_TO_LOG_IN);
        put(login, "user", properties.determineUsername());
        put(login, "password", properties.determinePassword());
        try {
            DriverManager.getConnection(properties.determineUrl(), login).close();
        } catch (SQLException e) {
            throw words(e);
        }
    }

    private static void put(Properties login, String name, @Nullable String value) {
        if (value != null) {
            login.setProperty(name, value);
        }
    }

    private static WrongSettings words(SQLException failure) {
        var state = String.valueOf(failure.getSQLState());
        if (state.equals("08004")) {
            return new WrongSettings(Variable.SPRING_DATASOURCE_PASSWORD, "is required by this PostgreSQL");
        }
        if (state.startsWith("28")) {
            return new WrongSettings(
                    Variable.SPRING_DATASOURCE_USERNAME,
                    "must be a user whom PostgreSQL lets in with SPRING_DATASOURCE_PASSWORD");
        }
        if (state.equals("3D000")) {
            return new WrongSettings(Variable.SPRING_DATASOURCE_URL, "must name a database that PostgreSQL has");
        }
        if (state.startsWith("08")) {
            return new WrongSettings(Variable.SPRING_DATASOURCE_URL, "must lead to a PostgreSQL that answers");
        }
        return new WrongSettings(
                Variable.SPRING_DATASOURCE_URL,
                "must lead to a PostgreSQL that takes connections, and not say " + state);
    }
}
