package org.sneakyklaus.database;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.support.settings.Variable;
import org.sneakyklaus.support.settings.WrongSettings;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;

/** Tests the PostgreSQL login before the pool does, which would report a failure with a stack trace. */
final class FirstConnection {

    private static final String SECONDS_TO_LOG_IN = "10";

    private FirstConnection() {}

    /** @throws WrongSettings names the setting to check; it quotes neither URL nor password */
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
                    "must be a user that can log in to PostgreSQL with SPRING_DATASOURCE_PASSWORD");
        }
        if (state.equals("3D000")) {
            return new WrongSettings(Variable.SPRING_DATASOURCE_URL, "must name a database that PostgreSQL has");
        }
        if (state.startsWith("08")) {
            return new WrongSettings(Variable.SPRING_DATASOURCE_URL, "must lead to a PostgreSQL that answers");
        }
        return new WrongSettings(
                Variable.SPRING_DATASOURCE_URL,
                "must lead to a PostgreSQL that takes connections; it answered with SQL state " + state);
    }
}
