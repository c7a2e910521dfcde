package org.sneakyklaus.reliability;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Exchanges whose registration closes by itself, put into PostgreSQL with their triggers and without a request for each. */
final class Closings {

    private static final String NAME = "Closing";
    private static final String INTERVAL = "20";

    private Closings() {}

    /** @param first when the first is due; the others are by 20 milliseconds each */
    static void add(JdbcTemplate db, int count, Instant first) {
        var at = first.toEpochMilli();
        db.update(
                "INSERT INTO exchange (created_at, updated_at, version, slug, name, description, budget, name_in_mail,"
                        + " locale, theme, organiser_name, organiser_contact, series_id, remember_pairs,"
                        + " registration_close_date, exchange_date, timezone, state, draw_number)"
                        + " SELECT ?, ?, 0, 'closing-' || i, ?, '', '', false, 'en', 'CHRISTMAS', '', '',"
                        + " 'closing-' || i, false, ? + i * " + INTERVAL + ", ? + 86400000, 'UTC',"
                        + " 'REGISTRATION_OPEN', 0 FROM generate_series(0, ?) i",
                at,
                at,
                NAME,
                at,
                at,
                count - 1);
        var exchanges = " FROM exchange WHERE name = '" + NAME + "'";
        db.update("INSERT INTO qrtz_job_details SELECT 'klaus', 'close_registration_exchange_' || id,"
                + " 'exchange_' || id, NULL, 'org.sneakyklaus.job.QuartzDispatcher', false, true, false, true,"
                + " convert_to(E'job=close_registration\\nexchange=' || id || E'\\n', 'UTF8')" + exchanges);
        db.update("INSERT INTO qrtz_triggers SELECT 'klaus', 'close_registration_exchange_' || id,"
                + " 'exchange_' || id, 'close_registration_exchange_' || id, 'exchange_' || id,"
                + " 'close_registration', registration_close_date, -1, 5, 'WAITING', 'SIMPLE',"
                + " registration_close_date, 0, NULL, -1, ''" + exchanges);
        db.update("INSERT INTO qrtz_simple_triggers SELECT 'klaus', 'close_registration_exchange_' || id,"
                + " 'exchange_' || id, 0, 0, 0" + exchanges);
    }

    /** Their jobs and the instants that these are due at. */
    static List<String> due(Store store) {
        return store.column("SELECT 'close_registration_exchange_' || id || ' ' || registration_close_date"
                + " FROM exchange WHERE name = '" + NAME + "'");
    }

    static long open(Store store) {
        return store.count("exchange WHERE name = '" + NAME + "' AND state = 'REGISTRATION_OPEN'");
    }
}
