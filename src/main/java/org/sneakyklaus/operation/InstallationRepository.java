package org.sneakyklaus.operation;

import java.util.List;
import org.springframework.data.repository.Repository;

/** Stores the one installation. */
interface InstallationRepository extends Repository<Installation, Long> {

    Installation save(Installation installation);

    List<Installation> findAll();
}
