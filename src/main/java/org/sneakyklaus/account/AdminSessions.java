package org.sneakyklaus.account;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.signin.SessionView;
import org.sneakyklaus.signin.Sessions;
import org.sneakyklaus.support.DemoMode;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Lists and ends the admin's sessions; in a demo they are those of strangers, which no one ends. */
@Component
public class AdminSessions {

    private static final Logger log = LoggerFactory.getLogger(AdminSessions.class);

    private final AdminRepository admins;
    private final Sessions sessions;
    private final DemoMode mode;
    private final ApplicationEventPublisher events;

    AdminSessions(AdminRepository admins, Sessions sessions, DemoMode mode, ApplicationEventPublisher events) {
        this.admins = admins;
        this.sessions = sessions;
        this.mode = mode;
        this.events = events;
    }

    /** Returns all sessions, the last used first. */
    public List<SessionView> all(String presentId) {
        return sessions.of(name(), presentId);
    }

    /** Ends a session by its handle; not the current one, which ends by signing out. */
    public void end(String handle, String presentId) {
        mode.refuseChange("id");
        sessions.end(name(), handle, presentId);
        events.publishEvent(new AccountEvent.OthersSignedOut(handle));
    }

    /** Ends all sessions but the current one. */
    public void endOthers(String presentId) {
        mode.refuseChange("id");
        sessions.endOthersOf(name(), presentId);
        events.publishEvent(new AccountEvent.OthersSignedOut(presentId));
    }

    /**
     * Ends a session that was just stored, if the password or the address was changed after the typed ones were checked:
     * the change ended only the sessions that it found.
     */
    @Transactional
    public void endIfOutdated(AdminPrincipal signedIn, String sessionId) {
        if (!signedIn.isUpToDate(admins.findHeld().orElseThrow())) {
            sessions.end(sessionId);
            log.info("Sign-in ended: the password or the address was changed meanwhile");
        }
    }

    private String name() {
        return admins.find().orElseThrow().principalName();
    }
}
