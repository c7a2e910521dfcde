package org.sneakyklaus.reliability;

import org.springframework.jdbc.core.JdbcTemplate;

/** People who take part in an exchange, put there without a request and an e-mail for each. */
final class Guests {

    private Guests() {}

    static void add(JdbcTemplate db, long exchange, int count) {
        for (int i = 0; i < count; i++) {
            db.update(
                    "INSERT INTO participant (created_at, updated_at, exchange_id, name, email, gift_ideas,"
                            + " reminder_enabled, added_by_admin, confirmed_at) VALUES (0, 0, ?, ?, ?, '', true, true, 0)",
                    exchange,
                    "Guest " + i,
                    address(exchange, i));
        }
    }

    static String address(long exchange, int number) {
        return "guest-" + number + host(exchange);
    }

    /** How all their addresses end. */
    static String host(long exchange) {
        return "@exchange-" + exchange + ".example.org";
    }
}
