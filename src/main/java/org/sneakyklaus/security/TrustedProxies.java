package org.sneakyklaus.security;

import java.util.List;
import org.sneakyklaus.support.settings.AddressRanges;
import org.sneakyklaus.support.settings.Variable;
import org.sneakyklaus.support.settings.WrongSettings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The proxies trusted to report a client's address. */
@ConfigurationProperties("klaus")
final class TrustedProxies {

    private final AddressRanges ranges;

    /** @throws WrongSettings if one is neither an address nor a range */
    TrustedProxies(@DefaultValue List<String> trustedProxies) {
        ranges = new AddressRanges(Variable.KLAUS_TRUSTED_PROXIES, trustedProxies);
    }

    boolean include(String address) {
        return ranges.include(address);
    }
}
