package org.sneakyklaus.exclusion;

import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Stores exclusions. */
interface ExclusionRepository extends Repository<ExclusionRule, Long> {

    ExclusionRule save(ExclusionRule rule);

    List<ExclusionRule> findByExchangeIdOrderById(long exchangeId);

    @Modifying
    @Query("delete from ExclusionRule r where r.id = :id and r.exchangeId = :exchangeId")
    int deleteRow(long exchangeId, long id);

    @Modifying
    @Query("delete from ExclusionRule r where r.exchangeId = :exchangeId and r.mutual = true"
            + " and r.participantAId in :people and r.participantBId in :people")
    int deleteMutualAmong(long exchangeId, Collection<Long> people);
}
