package org.sneakyklaus.job;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How jobs are run.
 *
 * @param catchUp whether a recurring job that was missed, because the computer was off or asleep, is run once afterwards
 */
@ConfigurationProperties("klaus.jobs")
record JobProperties(@DefaultValue("true") boolean catchUp) {}
