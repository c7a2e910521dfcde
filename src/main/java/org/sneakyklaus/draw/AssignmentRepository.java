package org.sneakyklaus.draw;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Finds and deletes the sealed rows of a draw. */
interface AssignmentRepository extends Repository<Assignment, Long> {

    Optional<Assignment> findByExchangeIdAndGiverId(long exchangeId, long giverId);

    List<Assignment> findByExchangeId(long exchangeId);

    @Query("select count(a) from Assignment a where a.exchangeId = :exchangeId and a.revealedDraw = a.drawNumber")
    int countRevealed(long exchangeId);

    @Modifying
    @Query("delete from Assignment a where a.exchangeId = :exchangeId")
    void deleteAll(long exchangeId);
}
