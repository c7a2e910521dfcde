package org.sneakyklaus.webhook;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Stores endpoints. */
interface WebhookEndpointRepository extends Repository<WebhookEndpoint, Long> {

    String OF = " (e.exchangeId = :exchangeId or :exchangeId is null and e.exchangeId is null)";

    void save(WebhookEndpoint endpoint);

    void delete(WebhookEndpoint endpoint);

    Optional<WebhookEndpoint> findById(long id);

    @Query("select e from WebhookEndpoint e where" + OF + " and e.ended = false order by e.id")
    List<WebhookEndpoint> findOf(@Nullable Long exchangeId);

    @Query("select count(e) from WebhookEndpoint e where" + OF + " and e.ended = false")
    long countOf(@Nullable Long exchangeId);

    @Query("select count(e) > 0 from WebhookEndpoint e")
    boolean areAny();

    List<WebhookEndpoint> findByExchangeIdIn(Collection<Long> exchangeIds);

    @Query("select e from WebhookEndpoint e where e.ended = false"
            + " and (e.failingSince is not null or e.pauseReason in (GONE, FAILING))")
    List<WebhookEndpoint> findInTrouble();

    @Modifying
    @Query("update WebhookEndpoint e set e.failingSince = :now where e.id = :id and e.failingSince is null")
    void markFailing(long id, Instant now);

    @Modifying
    @Query("update WebhookEndpoint e set e.failingSince = null where e.id = :id and e.failingSince is not null")
    void markWell(long id);

    /** Notes what endpoints of the site know of the status; counts one row for the first caller, none for others. */
    @Modifying
    @Query("update WebhookEndpoint e set e.toldDegraded = :degraded where e.id = :id and e.toldDegraded <> :degraded")
    int markTold(long id, boolean degraded);

    /** Deletes those of deleted exchanges that have nothing left to send. */
    @Modifying
    @Query("delete from WebhookEndpoint e where e.ended = true and not exists"
            + " (select 1 from WebhookDelivery d where d.endpointId = e.id and d.state in (PENDING, CLAIMED))")
    int deleteEnded();
}
