package org.sneakyklaus.security;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configures the reach of HSTS.
 *
 * @param hstsIncludeSubdomains with https, browsers use nothing else for a year; true extends this to all subdomains of
 *     the host
 */
@ConfigurationProperties("klaus")
record SubdomainPolicy(@DefaultValue("false") boolean hstsIncludeSubdomains) {}
