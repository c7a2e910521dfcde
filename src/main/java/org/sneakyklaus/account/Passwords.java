package org.sneakyklaus.account;

import java.util.Objects;
import java.util.stream.Stream;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.support.CommonPasswords;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.support.RuleViolation;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Accepts new passwords, and compares a typed password with the stored hash. Hashing is slow by design, so do it before
 * a transaction, not within one.
 */
@Component
class Passwords {

    private static final int SHORTEST_NAME = 4;
    /** Letters and digits that must remain once easily guessed names are removed. */
    private static final int LEAST_OF_ONES_OWN = 8;

    private final PasswordEncoder encoder;
    private final AppProperties properties;

    Passwords(PasswordEncoder encoder, AppProperties properties) {
        this.encoder = encoder;
        this.properties = properties;
    }

    /**
     * Returns the hash of a new password.
     *
     * @throws RuleViolation on {@code password} if it is made of names that are on every page
     */
    String hash(AdminPassword password, EmailAddress email) {
        if (isMadeOfNames(password, email)) {
            throw RuleViolation.onField("password", "password.names");
        }
        return Objects.requireNonNull(encoder.encode(password.text()));
    }

    boolean matches(String typed, String hash) {
        return encoder.matches(typed, hash);
    }

    private boolean isMadeOfNames(AdminPassword password, EmailAddress email) {
        var typed = CommonPasswords.plain(password.text());
        var left = names(email).reduce(typed, (text, name) -> text.replace(name, ""));
        return left.length() < typed.length() && left.length() < LEAST_OF_ONES_OWN;
    }

    /** Returns the names, each before its parts. */
    private Stream<String> names(EmailAddress email) {
        var host = properties.publicUrl().getHost();
        var address = email.value();
        return Stream.of(
                        Stream.of("sneakyklaus", "secretsanta", "sneaky", "klaus", address, host),
                        Stream.of(address.split("[@.]", -1)),
                        Stream.of(host.split("\\.", -1)))
                .flatMap(names -> names)
                .map(CommonPasswords::plain)
                .filter(name -> name.length() >= SHORTEST_NAME);
    }
}
