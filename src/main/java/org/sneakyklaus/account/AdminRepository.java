package org.sneakyklaus.account;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

/** Stores the administrator. */
interface AdminRepository extends Repository<Admin, Long> {

    Admin saveAndFlush(Admin admin);

    Optional<Admin> findByEmail(String email);

    List<Admin> findAll();

    /** Returns the admin; empty if there is none. */
    default Optional<Admin> find() {
        return findAll().stream().findFirst();
    }

    long count();
}
