package org.sneakyklaus.account;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Stores the administrator. */
interface AdminRepository extends Repository<Admin, Long> {

    Admin saveAndFlush(Admin admin);

    Optional<Admin> findByEmail(String email);

    /** Returns the admin; empty if there is none. */
    @Query("select a from Admin a order by a.id limit 1")
    Optional<Admin> find();

    /** Like {@link #find}; locks the row until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select a from Admin a order by a.id limit 1")
    Optional<Admin> findHeld();

    long count();
}
