package org.sneakyklaus.dashboard.web;

import java.util.Map;

/**
 * What is remembered of earlier times, as the admin may know it.
 *
 * @param kept whether anything is, of the series of the exchange
 * @param offered the series without exchange that it could take up instead, by id, told by their times
 */
record SeriesStatus(boolean kept, Map<String, String> offered) {}
