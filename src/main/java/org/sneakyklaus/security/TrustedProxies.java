package org.sneakyklaus.security;

import java.util.List;
import org.sneakyklaus.support.settings.Variable;
import org.sneakyklaus.support.settings.WrongSettings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/** The proxies trusted to report a client's address; addresses or ranges such as {@code 10.0.0.0/8}. */
@ConfigurationProperties("klaus")
final class TrustedProxies {

    private final List<IpAddressMatcher> ranges;

    /** @throws WrongSettings if one is neither an address nor a range */
    TrustedProxies(@DefaultValue List<String> trustedProxies) {
        ranges = trustedProxies.stream()
                .map(String::strip)
                .filter(range -> !range.isEmpty())
                .map(TrustedProxies::range)
                .toList();
    }

    boolean include(String address) {
        return ranges.stream().anyMatch(range -> range.matches(address));
    }

    private static IpAddressMatcher range(String text) {
        try {
            return new IpAddressMatcher(text);
        } catch (IllegalArgumentException e) {
            throw new WrongSettings(Variable.KLAUS_TRUSTED_PROXIES);
        }
    }
}
