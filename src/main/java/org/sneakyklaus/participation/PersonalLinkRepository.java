package org.sneakyklaus.participation;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Stores personal links. */
interface PersonalLinkRepository extends Repository<PersonalLink, Long> {

    /** How often a wrong word was typed on a day, {@code yyyy-MM-dd}. */
    record WrongWords(String day, int tries) {}

    PersonalLink save(PersonalLink link);

    Optional<PersonalLink> findById(long participantId);

    Optional<PersonalLink> findByTokenHash(String tokenHash);

    void deleteById(long participantId);

    @Query("select p.id from Participant p where p.exchangeId = :exchangeId and p.way = LINK"
            + " and p.withdrawnAt is null and p.removedAt is null"
            + " and not exists (select 1 from PersonalLink l where l.participantId = p.id) order by p.id")
    List<Long> findIdsWithoutLink(long exchangeId);

    @Modifying
    @NativeQuery("INSERT INTO wrong_word (participant_id, day, tries) VALUES (:participantId, :day, 1)"
            + " ON CONFLICT (participant_id, day) DO UPDATE SET tries = wrong_word.tries + 1")
    void countWrongWord(long participantId, String day);

    @NativeQuery("SELECT day, tries FROM wrong_word WHERE participant_id = :participantId ORDER BY day DESC")
    List<WrongWords> findWrongWords(long participantId);
}
