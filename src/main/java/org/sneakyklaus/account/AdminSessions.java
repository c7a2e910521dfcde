package org.sneakyklaus.account;

import java.util.List;
import org.sneakyklaus.signin.SessionView;
import org.sneakyklaus.signin.Sessions;
import org.springframework.stereotype.Component;

/** Where the admin is signed in. */
@Component
public class AdminSessions {

    private final AdminRepository admins;
    private final Sessions sessions;

    AdminSessions(AdminRepository admins, Sessions sessions) {
        this.admins = admins;
        this.sessions = sessions;
    }

    /** All of them, the last used first. */
    public List<SessionView> all(String presentId) {
        return sessions.of(name(), presentId);
    }

    /** Ends one, by its handle; the present one ends by signing out, not here. */
    public void end(String handle, String presentId) {
        sessions.end(name(), handle, presentId);
    }

    /** Ends all but the present one. */
    public void endOthers(String presentId) {
        sessions.endOthersOf(name(), presentId);
    }

    private String name() {
        return admins.find().orElseThrow().principalName();
    }
}
