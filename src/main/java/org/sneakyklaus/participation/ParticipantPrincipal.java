package org.sneakyklaus.participation;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.support.SignedIn;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/**
 * A participant signed in to one exchange.
 *
 * @param label their name at sign-in
 */
public record ParticipantPrincipal(long participantId, long exchangeId, String label) implements UserDetails, SignedIn {

    static ParticipantPrincipal of(ParticipantView participant) {
        return new ParticipantPrincipal(participant.id(), participant.exchangeId(), participant.name());
    }

    static String nameOf(long participantId) {
        return "participant:" + participantId;
    }

    @Override
    public String getName() {
        return nameOf(participantId);
    }

    @Override
    public String getUsername() {
        return getName();
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return List.of(new SimpleGrantedAuthority("ROLE_PARTICIPANT"));
    }

    @Override
    public @Nullable String getPassword() {
        return null;
    }

    @Override
    public String toString() {
        return getName();
    }
}
