package org.sneakyklaus.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;

/**
 * Writes the last access time of a session at most every five minutes; otherwise every page view would be a write. A
 * session's idle time is therefore exact to five minutes. Of a session whose end is {@link Sessions#FIXED} it is never
 * written.
 */
final class ThrottledSessions<S extends Session>
        implements FindByIndexNameSessionRepository<ThrottledSessions.ThrottledSession<S>> {

    private static final Duration PRECISION = Duration.ofMinutes(5);

    private final FindByIndexNameSessionRepository<S> sessions;

    ThrottledSessions(FindByIndexNameSessionRepository<S> sessions) {
        this.sessions = sessions;
    }

    @Override
    public ThrottledSession<S> createSession() {
        return new ThrottledSession<>(sessions.createSession());
    }

    @Override
    public void save(ThrottledSession<S> session) {
        sessions.save(session.session());
    }

    @Override
    public @Nullable ThrottledSession<S> findById(String id) {
        var session = sessions.findById(id);
        return session == null ? null : new ThrottledSession<>(session);
    }

    @Override
    public void deleteById(String id) {
        sessions.deleteById(id);
    }

    @Override
    public Map<String, ThrottledSession<S>> findByIndexNameAndIndexValue(String indexName, String indexValue) {
        return sessions.findByIndexNameAndIndexValue(indexName, indexValue).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> new ThrottledSession<>(entry.getValue())));
    }

    record ThrottledSession<S extends Session>(S session) implements Session {

        @Override
        public void setLastAccessedTime(Instant time) {
            if (session.getAttribute(Sessions.FIXED) == null
                    && session.getLastAccessedTime().plus(PRECISION).isBefore(time)) {
                session.setLastAccessedTime(time);
            }
        }

        @Override
        public String getId() {
            return session.getId();
        }

        @Override
        public String changeSessionId() {
            return session.changeSessionId();
        }

        // The signature is the library's.
        @SuppressWarnings("TypeParameterUnusedInFormals")
        @Override
        public <T> @Nullable T getAttribute(String name) {
            return session.getAttribute(name);
        }

        @Override
        public Set<String> getAttributeNames() {
            return session.getAttributeNames();
        }

        @Override
        public void setAttribute(String name, @Nullable Object value) {
            session.setAttribute(name, value);
        }

        @Override
        public void removeAttribute(String name) {
            session.removeAttribute(name);
        }

        @Override
        public Instant getCreationTime() {
            return session.getCreationTime();
        }

        @Override
        public Instant getLastAccessedTime() {
            return session.getLastAccessedTime();
        }

        @Override
        public void setMaxInactiveInterval(Duration interval) {
            session.setMaxInactiveInterval(interval);
        }

        @Override
        public Duration getMaxInactiveInterval() {
            return session.getMaxInactiveInterval();
        }

        @Override
        public boolean isExpired() {
            return session.isExpired();
        }
    }
}
