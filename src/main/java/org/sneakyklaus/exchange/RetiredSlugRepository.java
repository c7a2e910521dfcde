package org.sneakyklaus.exchange;

import java.util.Optional;
import org.springframework.data.repository.Repository;

/** Stores replaced links. */
interface RetiredSlugRepository extends Repository<RetiredSlug, Long> {

    RetiredSlug save(RetiredSlug slug);

    Optional<RetiredSlug> findBySlug(String slug);
}
