package org.sneakyklaus.signin;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Ends sessions, on all nodes at once, since they live in the database. */
@Component
public class Sessions {

    // What was kept in a session goes with it.
    private static final String DELETE_EXPIRED = "DELETE FROM spring_session WHERE primary_id IN"
            + " (SELECT primary_id FROM spring_session WHERE expiry_time < ? ORDER BY expiry_time LIMIT ?)";
    private static final int BATCH = 500;

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

    /** Ends every session of many people, without reading them; in the transaction of whatever sends these away. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void endAllOf(List<String> principalNames) {
        for (var from = 0; from < principalNames.size(); from += BATCH) {
            jdbc.sql("DELETE FROM spring_session WHERE principal_name IN (:names)")
                    .param("names", principalNames.subList(from, Math.min(from + BATCH, principalNames.size())))
                    .update();
        }
    }
}
