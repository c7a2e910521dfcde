package org.sneakyklaus.signin;

import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Ends sessions, on all nodes at once, since they live in the database. */
@Component
public class Sessions {

    // What was kept in a session goes with it.
    private static final String DELETE_EXPIRED = "DELETE FROM spring_session WHERE primary_id IN"
            + " (SELECT primary_id FROM spring_session WHERE expiry_time < ? ORDER BY expiry_time LIMIT ?)";

    private final FindByIndexNameSessionRepository<? extends Session> sessions;
    private final JdbcClient jdbc;

    Sessions(FindByIndexNameSessionRepository<? extends Session> sessions, JdbcClient jdbc) {
        this.sessions = sessions;
        this.jdbc = jdbc;
    }

    /** Ends every session of somebody, by the name of their principal. */
    public void endAllOf(String principalName) {
        sessions.findByPrincipalName(principalName).keySet().forEach(sessions::deleteById);
    }

    /**
     * Deletes sessions that nobody can use any more.
     *
     * @return how many; fewer than asked for only when there are no more
     */
    @Transactional
    public int deleteExpired(Instant now, int atMost) {
        return jdbc.sql(DELETE_EXPIRED).params(now.toEpochMilli(), atMost).update();
    }
}
