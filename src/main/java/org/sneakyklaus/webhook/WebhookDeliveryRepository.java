package org.sneakyklaus.webhook;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.sneakyklaus.outbox.OutboundMessageRepository;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

/** Reads deliveries and changes what only they have. */
interface WebhookDeliveryRepository extends OutboundMessageRepository<WebhookDelivery> {

    // One that failed, or is being sent, holds up what follows; one that waits for its first attempt does not.
    String NEXT = " d.state = PENDING and d.nextAttemptAt <= :now and d.id < coalesce((select min(b.id)"
            + " from WebhookDelivery b where b.endpointId = e.id and b.state in (CLAIMED, PENDING)"
            + " and (b.state = CLAIMED or b.attempts > 0 and b.nextAttemptAt > :now)), " + Long.MAX_VALUE + "L)";

    @Query("select e.id from WebhookEndpoint e where e.pausedAt is null"
            + " and exists (select 1 from WebhookDelivery d where d.endpointId = e.id and" + NEXT + ")")
    List<Long> findEndpointsDue(Instant now);

    @Query("select d from WebhookEndpoint e join WebhookDelivery d on d.endpointId = e.id"
            + " where e.id = :endpointId and e.pausedAt is null and" + NEXT + " order by d.id")
    List<WebhookDelivery> findNext(long endpointId, Instant now, Limit limit);

    @Modifying
    @Query("update WebhookDelivery d set d.state = PENDING, d.claimedUntil = null"
            + " where d.id in :ids and d.state = CLAIMED")
    void release(Collection<Long> ids);

    List<WebhookDelivery> findByEndpointIdOrderByIdDesc(long endpointId, Limit limit);

    @Modifying
    @Query("update WebhookDelivery d set d.data = :data where d.exchangeId = :exchangeId"
            + " and d.event = :event and d.state = PENDING and d.attempts = 0 and d.nextAttemptAt > :now")
    void renew(long exchangeId, WebhookEvent event, String data, Instant now);

    @Modifying
    @Query("update WebhookDelivery d set d.state = PENDING, d.attempts = 0, d.nextAttemptAt = :now, d.sentAt = null,"
            + " d.providerId = null, d.lastError = null, d.unknownSince = null"
            + " where d.id = :id and d.endpointId = :endpointId and d.state in (SENT, FAILED, UNKNOWN, CANCELLED)")
    int retry(long id, long endpointId, Instant now);

    @Modifying
    @Query("delete from WebhookDelivery d where d.exchangeId in :exchangeIds")
    int deleteOf(Collection<Long> exchangeIds);
}
