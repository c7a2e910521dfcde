package org.sneakyklaus.job;

import org.sneakyklaus.support.SendingSwitch;
import org.springframework.stereotype.Component;

/** Stops all sending of email while the job that sends it is paused. */
@Component
class PausedDispatch implements SendingSwitch {

    private final JobHeartbeat heartbeat;

    PausedDispatch(JobHeartbeat heartbeat) {
        this.heartbeat = heartbeat;
    }

    @Override
    public boolean isOff() {
        return heartbeat.read().paused().contains(JobWaker.DISPATCH_OUTBOX);
    }
}
