package org.sneakyklaus.webhook;

import java.net.InetAddress;
import java.util.List;
import org.sneakyklaus.support.settings.AddressRanges;
import org.sneakyklaus.support.settings.Variable;
import org.sneakyklaus.support.settings.WrongSettings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Addresses of private networks that webhooks may be sent to. */
@ConfigurationProperties("klaus")
final class WebhookProperties {

    private final AddressRanges ranges;

    /** @throws WrongSettings if one is neither an address nor a range */
    WebhookProperties(@DefaultValue List<String> webhookPrivateAddresses) {
        ranges = new AddressRanges(Variable.KLAUS_WEBHOOK_PRIVATE_ADDRESSES, webhookPrivateAddresses);
    }

    boolean include(InetAddress address) {
        return ranges.include(address.getHostAddress());
    }
}
