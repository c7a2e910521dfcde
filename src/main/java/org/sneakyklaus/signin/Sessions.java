package org.sneakyklaus.signin;

import static org.springframework.security.web.context.HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.support.SecretBox;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Lists and ends sessions, on all nodes at once because they are stored in the database. */
@Component
public class Sessions {

    private static final Logger log = LoggerFactory.getLogger(Sessions.class);

    // The cascade deletes the attributes.
    private static final String DELETE_EXPIRED = "DELETE FROM spring_session WHERE primary_id IN"
            + " (SELECT primary_id FROM spring_session WHERE expiry_time < ? ORDER BY expiry_time LIMIT ?)";
    private static final int BATCH = 500;
    private static final int LONGEST_USER_AGENT = 300;

    /** Name of the session attribute with the browser's User-Agent at sign-in. */
    public static final String USER_AGENT = "klaus.userAgent";

    /** Name of the attribute of a session that ends so long after it began, whatever is done in it. */
    public static final String FIXED = "klaus.fixed";

    private final FindByIndexNameSessionRepository<? extends Session> sessions;
    private final JdbcClient jdbc;
    private final SecretBox secretBox;

    Sessions(FindByIndexNameSessionRepository<? extends Session> sessions, JdbcClient jdbc, SecretBox secretBox) {
        this.sessions = sessions;
        this.jdbc = jdbc;
        this.secretBox = secretBox;
    }

    /** Returns the part of a User-Agent that is stored in {@link #USER_AGENT}; null if there is none. */
    public static @Nullable String kept(@Nullable String userAgent) {
        return userAgent == null || userAgent.length() <= LONGEST_USER_AGENT
                ? userAgent
                : userAgent.substring(0, LONGEST_USER_AGENT);
    }

    /**
     * Returns every unexpired session of a principal, the last used first.
     *
     * @param presentId the id of the session that makes the request
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
     * Ends a session of a principal, unless it makes the request.
     *
     * @param handle as listed; an unknown one is ignored
     */
    public void end(String principalName, String handle, String presentId) {
        sessions.findByPrincipalName(principalName).keySet().stream()
                .filter(id -> handle(id).equals(handle) && !id.equals(presentId))
                .forEach(sessions::deleteById);
    }

    /** Ends every session of a principal but one, or all if {@code keptId} is null. */
    @Transactional
    public void endOthersOf(String principalName, @Nullable String keptId) {
        jdbc.sql("DELETE FROM spring_session WHERE principal_name = ? AND session_id <> ?")
                .params(principalName, Objects.requireNonNullElse(keptId, ""))
                .update();
    }

    /** Returns a stand-in for the session's id where the id must not be seen. */
    private String handle(String sessionId) {
        return secretBox.hash("session handle", sessionId);
    }

    /**
     * Signs in, with a session that ends so long from now, whatever is done in it.
     *
     * @return the session's id, which the caller sends to the browser
     */
    public String begin(UserDetails principal, Duration length) {
        log.info("Signed in: {}", principal);
        return begin(sessions, principal, length);
    }

    private static <S extends Session> String begin(
            FindByIndexNameSessionRepository<S> sessions, UserDetails principal, Duration length) {
        var signedIn = UsernamePasswordAuthenticationToken.authenticated(principal, null, principal.getAuthorities());
        var session = sessions.createSession();
        session.setAttribute(SPRING_SECURITY_CONTEXT_KEY, new SecurityContextImpl(signedIn));
        session.setAttribute(FIXED, true);
        session.setMaxInactiveInterval(length);
        sessions.save(session);
        return session.getId();
    }

    /** Ends a session. */
    public void end(String id) {
        sessions.deleteById(id);
    }

    /** Ends every session of a principal. */
    public void endAllOf(String principalName) {
        sessions.findByPrincipalName(principalName).keySet().forEach(sessions::deleteById);
    }

    /**
     * Deletes expired sessions.
     *
     * @return the number deleted; less than {@code atMost} only if no more are left
     */
    @Transactional
    public int deleteExpired(Instant now, int atMost) {
        return jdbc.sql(DELETE_EXPIRED).params(now.toEpochMilli(), atMost).update();
    }

    /** Ends every session of many principals without reading them, in the transaction that removes these. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void endAllOf(List<String> principalNames) {
        for (var from = 0; from < principalNames.size(); from += BATCH) {
            jdbc.sql("DELETE FROM spring_session WHERE principal_name IN (:names)")
                    .param("names", principalNames.subList(from, Math.min(from + BATCH, principalNames.size())))
                    .update();
        }
    }
}
