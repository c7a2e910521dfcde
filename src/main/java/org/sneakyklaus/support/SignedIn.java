package org.sneakyklaus.support;

import java.security.Principal;

/** Somebody who is signed in, as the frame of a page shows them. */
public interface SignedIn extends Principal {

    /** What to show, such as "you are ann@example.org". */
    String label();
}
