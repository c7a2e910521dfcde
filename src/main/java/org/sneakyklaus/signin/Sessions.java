package org.sneakyklaus.signin;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.support.SecretBox;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Lists and ends sessions, on all nodes at once, since they live in the database. */
@Component
public class Sessions {

    // What was kept in a session goes with it.
    private static final String DELETE_EXPIRED = "DELETE FROM spring_session WHERE primary_id IN"
            + " (SELECT primary_id FROM spring_session WHERE expiry_time < ? ORDER BY expiry_time LIMIT ?)";
    private static final int BATCH = 500;
    private static final int LONGEST_USER_AGENT = 300;

    /** Name of the attribute in which a session keeps what its browser said of itself when it signed in. */
    public static final String USER_AGENT = "klaus.userAgent";

    private final FindByIndexNameSessionRepository<? extends Session> sessions;
    private final JdbcClient jdbc;
    private final SecretBox secretBox;

    Sessions(FindByIndexNameSessionRepository<? extends Session> sessions, JdbcClient jdbc, SecretBox secretBox) {
        this.sessions = sessions;
        this.jdbc = jdbc;
        this.secretBox = secretBox;
    }

    /** As much of what a browser says of itself as is kept in {@link #USER_AGENT}. */
    public static @Nullable String kept(@Nullable String userAgent) {
        return userAgent == null || userAgent.length() <= LONGEST_USER_AGENT
                ? userAgent
                : userAgent.substring(0, LONGEST_USER_AGENT);
    }

    /**
     * Every session of somebody that has not expired, the last used first.
     *
     * @param presentId the id of the session that asks
     */
    public List<SessionView> of(String principalName, String presentId) {
        return sessions.findByPrincipalName(principalName).values().stream()
                .filter(session -> !session.isExpired())
                .map(session -> new SessionView(
                        handle(session.getId()),
                        session.getId().equals(presentId),
                        session.getLastAccessedTime(),
                        session.getAttribute(USER_AGENT)))
                .sorted(Comparator.comparing(SessionView::lastUsed).reversed())
                .toList();
    }

    /**
     * Ends one session of somebody, unless it is the one that asks.
     *
     * @param handle as the list has it; one that is not there changes nothing
     */
    public void end(String principalName, String handle, String presentId) {
        sessions.findByPrincipalName(principalName).keySet().stream()
                .filter(id -> handle(id).equals(handle) && !id.equals(presentId))
                .forEach(sessions::deleteById);
    }

    /** Ends every session of somebody but one, or all when there is none to keep. */
    @Transactional
    public void endOthersOf(String principalName, @Nullable String keptId) {
        jdbc.sql("DELETE FROM spring_session WHERE principal_name = ? AND session_id <> ?")
                .params(principalName, Objects.requireNonNullElse(keptId, ""))
                .update();
    }

    /** Stands for a session where its id must not be seen. */
    private String handle(String sessionId) {
        return secretBox.hash("session handle", sessionId);
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
