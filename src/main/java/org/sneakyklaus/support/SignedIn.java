package org.sneakyklaus.support;

import java.security.Principal;

/** A signed-in user, as the page layout shows them. */
public interface SignedIn extends Principal {

    /** Returns the text to show, such as an address or a name. */
    String label();
}
