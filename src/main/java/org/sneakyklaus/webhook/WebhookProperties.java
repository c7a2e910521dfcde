package org.sneakyklaus.webhook;

import java.net.InetAddress;
import java.util.List;
import org.sneakyklaus.support.settings.Variable;
import org.sneakyklaus.support.settings.WrongSettings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/** Addresses of private networks that webhooks may be sent to. */
@ConfigurationProperties("klaus")
final class WebhookProperties {

    private final List<IpAddressMatcher> ranges;

    /**
     * @throws WrongSettings if one is neither an address nor a range
     */
    WebhookProperties(@DefaultValue List<String> webhookPrivateAddresses) {
        ranges = webhookPrivateAddresses.stream()
                .map(String::strip)
                .filter(range -> !range.isEmpty())
                .map(WebhookProperties::range)
                .toList();
    }

    boolean include(InetAddress address) {
        return ranges.stream().anyMatch(range -> range.matches(address.getHostAddress()));
    }

    private static IpAddressMatcher range(String text) {
        try {
            return new IpAddressMatcher(text);
        } catch (IllegalArgumentException e) {
            throw new WrongSettings(Variable.KLAUS_WEBHOOK_PRIVATE_ADDRESSES);
        }
    }
}
