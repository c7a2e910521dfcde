package org.sneakyklaus.account;

import java.util.Locale;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Finds the admin who signs in, by address. */
@Component("adminUserDetails")
class AdminUserDetails implements UserDetailsService {

    private final AdminRepository admins;

    AdminUserDetails(AdminRepository admins) {
        this.admins = admins;
    }

    @Override
    @Transactional(readOnly = true)
    public UserDetails loadUserByUsername(String email) {
        return admins.findByEmail(email.strip().toLowerCase(Locale.ROOT))
                .map(AdminPrincipal::new)
                .orElseThrow(() -> new UsernameNotFoundException("No such admin"));
    }
}
