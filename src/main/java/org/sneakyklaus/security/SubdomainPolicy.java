package org.sneakyklaus.security;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How far the promise of https reaches.
 *
 * @param hstsIncludeSubdomains with https, browsers are told to use nothing else for a year; with true, also for all
 *     subdomains of its host
 */
@ConfigurationProperties("klaus")
record SubdomainPolicy(@DefaultValue("false") boolean hstsIncludeSubdomains) {}
