package org.sneakyklaus.account;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.support.SignedIn;
import org.springframework.security.core.CredentialsContainer;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/** The signed-in admin; a class, so that the password's hash can be dropped before the session is stored. */
public final class AdminPrincipal implements UserDetails, SignedIn, CredentialsContainer {

    /** As computed before it was written down: sessions stored then must stay readable. */
    private static final long serialVersionUID = 4502766793032179918L;

    private final String name;
    private final String email;
    private @Nullable String passwordHash;
    /** The hash that a typed password was compared with; not stored. */
    private transient @Nullable String checkedHash;

    AdminPrincipal(Admin admin) {
        this.name = admin.principalName();
        this.email = admin.email();
        this.passwordHash = admin.passwordHash();
    }

    @Override
    public String label() {
        return email;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public String getUsername() {
        return getName();
    }

    @Override
    public @Nullable String getPassword() {
        return passwordHash;
    }

    @Override
    public void eraseCredentials() {
        if (passwordHash != null) {
            checkedHash = passwordHash;
        }
        passwordHash = null;
    }

    /** The same password has another hash now. */
    void hashedAgain(String newHash) {
        passwordHash = newHash;
    }

    /** Returns whether the admin still has the password and the address that this sign-in was checked with. */
    boolean isUpToDate(Admin admin) {
        return admin.passwordHash().equals(checkedHash) && admin.email().equals(email);
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return List.of(new SimpleGrantedAuthority("ROLE_ADMIN"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AdminPrincipal admin && admin.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return getName();
    }
}
