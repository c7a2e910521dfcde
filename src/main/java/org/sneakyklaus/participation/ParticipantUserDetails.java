package org.sneakyklaus.participation;

import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Component;

/** Loads the participant that a sign-in link is for, by id. */
@Component("participantUserDetails")
class ParticipantUserDetails implements UserDetailsService {

    private final ParticipantQueries participants;

    ParticipantUserDetails(ParticipantQueries participants) {
        this.participants = participants;
    }

    @Override
    public UserDetails loadUserByUsername(String id) {
        return participants
                .find(Long.parseLong(id))
                .filter(ParticipantView::active)
                .map(ParticipantPrincipal::of)
                .orElseThrow(() -> new UsernameNotFoundException("No active participant"));
    }
}
