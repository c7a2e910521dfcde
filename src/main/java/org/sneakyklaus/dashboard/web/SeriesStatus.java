package org.sneakyklaus.dashboard.web;

import java.util.Map;

/**
 * What is remembered of earlier exchanges, as far as the admin may know it.
 *
 * @param kept whether anything is remembered of the exchange's series
 * @param offered the series without exchanges that it could take up instead, by id, described by their draws
 */
record SeriesStatus(boolean kept, Map<String, String> offered) {}
