package org.sneakyklaus.account;

import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.support.RuleViolation;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsPasswordService;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Loads the admin by address for sign-in, and stores a stronger hash once hashing becomes stronger. */
@Component("adminUserDetails")
class AdminUserDetails implements UserDetailsService, UserDetailsPasswordService {

    private final AdminRepository admins;
    private final Clock clock;

    AdminUserDetails(AdminRepository admins, Clock clock) {
        this.admins = admins;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public UserDetails loadUserByUsername(String email) {
        return address(email)
                .flatMap(admins::findByEmail)
                .map(AdminPrincipal::new)
                .orElseThrow(() -> new UsernameNotFoundException("No such admin"));
    }

    private static Optional<String> address(String typed) {
        try {
            return Optional.of(new EmailAddress(typed).value());
        } catch (RuleViolation noAddress) {
            return Optional.empty();
        }
    }

    @Override
    @Transactional
    public UserDetails updatePassword(UserDetails user, @Nullable String newHash) {
        var admin = admins.findHeld().orElseThrow();
        if (!admin.passwordHash().equals(user.getPassword())) {
            // Changed since it was compared: the new one stays.
            return user;
        }
        admin.changePassword(Objects.requireNonNull(newHash), clock.instant());
        // This one is signed in, whatever is returned.
        ((AdminPrincipal) user).hashedAgain(newHash);
        return user;
    }
}
